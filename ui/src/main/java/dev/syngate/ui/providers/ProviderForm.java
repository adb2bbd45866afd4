package dev.syngate.ui.providers;

import dev.syngate.ui.page.PageTools;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Buttons;
import dev.syngate.ui.parts.Choice;
import dev.syngate.ui.parts.DrawerForm;
import dev.syngate.ui.parts.Field;
import dev.syngate.ui.parts.Fold;
import dev.syngate.ui.parts.PriceFields;
import dev.syngate.ui.texts.Texts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import tools.jackson.databind.node.MissingNode;

/// The fields of a provider; a new one starts from a known one.
final class ProviderForm implements DrawerForm.Form<Map<String, Object>> {
    private static final List<String> PROTOCOLS =
            List.of("openai-chat", "openai-responses", "anthropic-messages", "gemini");
    private final PageTools tools;
    private final Texts texts;
    private final @Nullable ProviderRow old;
    private final Choice<Preset> preset = new Choice<>(Preset.ALL, Preset::name);
    private final TextField name = new TextField();
    private final Choice<String> protocol;
    private final TextField address = new TextField();
    private final PasswordField key = new PasswordField();
    private final TextField priority = new TextField("0");
    private final TextField weight = new TextField("1");
    private final CheckBox fetch = new CheckBox();
    private final VBox local = new VBox();
    private final Button keyPage;
    private final ConnectionFields connection;
    private final PriceFields price;
    private final Map<String, Field> fields = new LinkedHashMap<>();

    /// @param old what is filled in already; null for a new provider
    ProviderForm(PageTools tools, ProvidersViewModel model, @Nullable ProviderRow old) {
        this.tools = tools;
        this.texts = tools.texts();
        this.old = old;
        protocol = new Choice<>(PROTOCOLS, one -> texts.of("providers.protocol." + one));
        protocol.setValue(PROTOCOLS.getFirst());
        keyPage = Buttons.link(texts.of("providers.form.get.key"), this::openKeyPage);
        fetch.setText(texts.of("providers.form.fetch"));
        fetch.setSelected(true);
        address.setPromptText("https://api.example.com/v1");
        preset.setPromptText(texts.of("providers.form.preset.prompt"));
        preset.valueProperty().subscribe(this::fill);
        if (old != null) {
            name.setText(old.name());
            address.setText(old.address());
            priority.setText(Integer.toString(old.priority()));
            weight.setText(Integer.toString(old.weight()));
            key.setPromptText(texts.of(old.hasKey() ? "providers.form.key.kept" : "none"));
            name.setDisable(old.isBuiltIn());
            address.setDisable(old.isBuiltIn());
            key.setDisable(old.isBuiltIn());
        }
        field("name", name);
        field("base_url", address);
        field("api_key", key).hint(texts.of("providers.form.key.where"));
        connection = new ConnectionFields(texts, old == null ? Connection.NONE : old.connection());
        price =
                new PriceFields(
                        texts,
                        old == null ? MissingNode.getInstance() : old.shown(),
                        texts.of("providers.form.free"));
        field("priority", priority).hint(texts.of("providers.form.priority.hint"));
        field("weight", weight).hint(texts.of("providers.form.weight.hint"));
        field("api_key").beside(keyPage);
        Boxes.show(local, false);
        if (old == null) {
            model.offers(found -> offer(found, model));
        }
    }

    /// Offers what runs on this computer and whose key is in its environment.
    private void offer(ProvidersViewModel.Offers found, ProvidersViewModel model) {
        FlowPane offers = new FlowPane(8, 8);
        for (LocalServers.Found one : found.servers()) {
            String name = one.preset().name() + " · " + texts.of("firstrun.local", one.models());
            offers.getChildren()
                    .add(Buttons.small(name, Feather.MONITOR, () -> preset.setValue(one.preset())));
        }
        for (Preset one : found.keys()) {
            String name = one.variable() + " · " + texts.of("firstrun.environment");
            offers.getChildren()
                    .add(
                            Buttons.small(
                                    name,
                                    Feather.TERMINAL,
                                    () -> {
                                        preset.setValue(one);
                                        key.setText(model.keyInEnvironment(one));
                                    }));
        }
        local.getChildren().setAll(new Field(texts.of("providers.form.found"), offers));
        Boxes.show(local, !found.isEmpty());
    }

    private Field field(String param, Node control) {
        Field field = new Field(texts.of("providers.form." + param), control);
        fields.put(param, field);
        return field;
    }

    private void fill(@Nullable Preset chosen) {
        Boxes.show(keyPage, chosen != null && !chosen.keyPage().isEmpty());
        if (chosen != null) {
            name.setText(chosen.name());
            address.setText(chosen.address());
            protocol.setValue(chosen.protocol());
        }
    }

    private void openKeyPage() {
        Preset chosen = preset.getValue();
        if (chosen != null) {
            tools.openLink().accept(chosen.keyPage());
        }
    }

    @Override
    public List<Node> fields() {
        HBox numbers = new HBox(16, half("priority"), half("weight"));
        List<Node> all = new ArrayList<>();
        if (old == null) {
            all.add(local);
            all.add(new Field(texts.of("providers.form.preset"), preset));
            all.add(field("name"));
            all.add(new Field(texts.of("providers.form.protocol"), protocol));
        } else {
            all.add(field("name"));
        }
        all.addAll(List.of(field("base_url"), field("api_key")));
        if (old == null) {
            all.add(fetch);
        }
        all.add(numbers);
        if (old == null || !old.isBuiltIn()) {
            all.add(connection.fold());
            Fold usual =
                    new Fold(texts.of("providers.form.price"), price.nodes().toArray(Node[]::new));
            usual.summary(texts.of("providers.form.price.hint"));
            all.add(usual);
        }
        return all;
    }

    private Node half(String param) {
        Field field = Boxes.grow(Objects.requireNonNull(fields.get(param)));
        field.setPrefWidth(200);
        return field;
    }

    @Override
    public Node first() {
        return old == null ? preset : name;
    }

    @Override
    public @Nullable Map<String, Object> check() {
        boolean fits = true;
        for (String needed : List.of("name", "base_url")) {
            TextField input = needed.equals("name") ? name : address;
            boolean there = !input.getText().isBlank();
            field(needed).error(there ? "" : texts.of("providers.form.missing"));
            fits &= there;
        }
        for (String number : List.of("priority", "weight")) {
            TextField input = number.equals("priority") ? priority : weight;
            boolean whole = input.getText().strip().matches("[0-9]{1,6}");
            field(number).error(whole ? "" : texts.of("number.wrong"));
            fits &= whole;
        }
        fits &= connection.check();
        fits &= price.check();
        return fits ? draft() : null;
    }

    private Map<String, Object> draft() {
        Map<String, Object> draft = new LinkedHashMap<>();
        draft.put("name", name.getText().strip());
        draft.put("base_url", address.getText().strip());
        draft.put("priority", Integer.valueOf(priority.getText().strip()));
        draft.put("weight", Integer.valueOf(weight.getText().strip()));
        draft.putAll(connection.changed());
        draft.putAll(price.changed());
        if (!key.getText().isBlank()) {
            draft.put("api_key", key.getText().strip());
        }
        if (old == null) {
            draft.put("protocol", Objects.requireNonNull(protocol.getValue()));
            draft.put("fetch_models", fetch.isSelected());
        }
        return draft;
    }

    @Override
    public Field field(String param) {
        Field network = connection.find(param);
        if (network != null) {
            return network;
        }
        Field priced = price.find(param);
        if (priced != null) {
            return priced;
        }
        return Objects.requireNonNull(fields.getOrDefault(param, fields.get("name")));
    }
}
