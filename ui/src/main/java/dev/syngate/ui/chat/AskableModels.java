package dev.syngate.ui.chat;

import dev.syngate.access.Group;
import dev.syngate.billing.Price;
import dev.syngate.call.Capability;
import dev.syngate.chat.ChatParameters;
import dev.syngate.gateway.Gateway;
import dev.syngate.money.Money;
import dev.syngate.routing.Model;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The models that can be asked, the groups that they can be asked as, and what they cost. Any
/// thread.
final class AskableModels {
    private final Gateway gateway;

    AskableModels(Gateway gateway) {
        this.gateway = gateway;
    }

    List<Model> list() {
        return gateway.chat().models();
    }

    /// All of them, those that were used last first.
    ///
    /// @param used ids of models, the last first
    List<Model> lastUsedFirst(List<String> used) {
        return list().stream()
                .sorted(
                        Comparator.comparingInt((Model one) -> {
                            int at = used.indexOf(one.id());
                            return at < 0 ? used.size() : at;
                        }))
                .toList();
    }

    /// How the first conversation is asked.
    ChatParameters first() {
        List<Model> models = list();
        String model =
                models.stream()
                        .map(Model::id)
                        .filter(id -> !id.startsWith("sandbox/"))
                        .findFirst()
                        .orElse(models.isEmpty() ? "" : models.getLast().id());
        return ChatParameters.of(model, groups().getFirst());
    }

    /// A model by its id or one of its other names; null: there is none.
    @Nullable Model find(String name) {
        return gateway.models().find(name);
    }

    /// The names of the providers that serve a model.
    List<String> providers(Model model) {
        return gateway.models().providerNames(model);
    }

    /// What a model costs; null: unpriced.
    @Nullable Price price(Model model) {
        return gateway.models().price(model);
    }

    /// How much a model can be told to think.
    List<Effort> efforts(String model) {
        Model found = find(model);
        boolean never = found != null && found.traits().unable().contains(Capability.REASONING);
        return never ? List.of(Effort.DEFAULT) : List.of(Effort.values());
    }

    /// The parameters without what the model can't be told.
    ChatParameters fitting(ChatParameters parameters) {
        Effort effort = Effort.of(parameters.effort());
        return efforts(parameters.model()).contains(effort)
                ? parameters
                : parameters.withEffort(null);
    }

    /// What a prompt of so many tokens costs now; null: unpriced.
    @Nullable Money promptCost(ChatParameters parameters, long tokens) {
        return gateway.chat().promptCost(parameters, tokens);
    }

    /// The groups that the chat can be billed as; "Standard" first.
    List<String> groups() {
        List<String> names = new ArrayList<>();
        gateway.groups().list().forEach(group -> names.add(group.name()));
        names.sort(
                Comparator.comparing((String name) -> !name.equals(Group.STANDARD))
                        .thenComparing(String.CASE_INSENSITIVE_ORDER));
        return names;
    }

    /// A group's multiplier, such as `0.5`.
    String multiplier(String group) {
        var found = gateway.groups().find(group);
        return found == null ? "1" : found.multiplier().text();
    }
}
