package dev.syngate.ui.keys;

import dev.syngate.access.ApiKey;
import dev.syngate.access.CreatedKey;
import dev.syngate.access.Group;
import dev.syngate.access.KeyDraft;
import dev.syngate.access.KeyState;
import dev.syngate.access.RateLimiter;
import dev.syngate.billing.Account;
import dev.syngate.billing.KeyUsage;
import dev.syngate.billing.Price;
import dev.syngate.call.Caller;
import dev.syngate.gateway.Gateway;
import dev.syngate.money.Money;
import dev.syngate.routing.Model;
import dev.syngate.ui.fx.Background;
import dev.syngate.ui.page.ListViewModel;
import dev.syngate.ui.page.Listing;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The API keys without their looks. FX thread only.
public final class KeysViewModel {
    /// Which keys are listed.
    enum Filter {
        ALL,
        ACTIVE,
        ATTENTION
    }

    private final Gateway gateway;
    private final ListViewModel<KeyRow, Filter> list;

    public KeysViewModel(Gateway gateway, Background background) {
        this.gateway = gateway;
        list =
                new ListViewModel<>(
                        new Listing<>(
                                this::read,
                                KeyRow::id,
                                KeysViewModel::words,
                                KeysViewModel::passes,
                                Filter.ALL),
                        background);
    }

    ListViewModel<KeyRow, Filter> list() {
        return list;
    }

    private static boolean passes(KeyRow row, Filter chosen) {
        return switch (chosen) {
            case ALL -> true;
            case ACTIVE -> row.isActive();
            case ATTENTION -> row.needsAttention();
        };
    }

    private static String words(KeyRow row) {
        return row.name() + " " + row.hint() + " " + row.group() + " " + row.account().name();
    }

    private List<KeyRow> read() {
        List<KeyRow> now = new ArrayList<>();
        for (ApiKey key : gateway.keys().list()) {
            now.add(row(key));
        }
        now.add(thisApp());
        return now;
    }

    private KeyRow row(ApiKey key) {
        KeyUsage usage = gateway.keys().usage(key);
        Money used = usage.used(key.quota(), gateway.keys().now());
        return row(
                key.id(),
                key.name(),
                key,
                gateway.accounts().get(key.account()),
                key.group(),
                gateway.keys().state(key),
                used,
                usage);
    }

    private KeyRow thisApp() {
        KeyUsage usage = gateway.ledger().usage(Caller.ThisApp.KEY);
        return row(
                Caller.ThisApp.KEY,
                "",
                null,
                gateway.accounts().get(Account.LOCAL),
                Group.STANDARD,
                KeyState.ACTIVE,
                usage.total(),
                usage);
    }

    private KeyRow row(
            String id,
            String name,
            @Nullable ApiKey key,
            Account account,
            String group,
            KeyState state,
            Money used,
            KeyUsage usage) {
        Group found = gateway.groups().find(group);
        Money left =
                account.mode() == Account.Mode.UNLIMITED
                        ? null
                        : gateway.ledger().balance(account).available();
        return new KeyRow(
                id,
                name,
                key,
                account,
                left,
                group,
                found == null ? "1" : found.multiplier().text(),
                state,
                used,
                usage.total(),
                usage.lastUsed());
    }

    List<Account> accounts() {
        return gateway.accounts().list();
    }

    List<Group> groups() {
        return gateway.groups().list();
    }

    /// What an account can still spend; null: unlimited.
    @Nullable Money left(Account account) {
        return account.mode() == Account.Mode.UNLIMITED
                ? null
                : gateway.ledger().balance(account).available();
    }

    /// A priced model that the group may use; null when there is none.
    PriceExample.@Nullable Example example(Group group) {
        var allowed = new dev.syngate.access.AllowedModels(group.models(), List.of());
        for (Model model : gateway.models().usableBy(allowed)) {
            Price price = gateway.models().price(model);
            if (price != null && !price.isFree()) {
                return new PriceExample.Example(model.id(), price, group.multiplier());
            }
        }
        return null;
    }

    /// All models, by their ids.
    List<String> modelNames() {
        return gateway.models().list().stream().map(Model::id).toList();
    }

    /// How many of all models the patterns let through, for the group.
    long allowedModels(Group group, List<String> patterns) {
        return gateway.models()
                .usableBy(new dev.syngate.access.AllowedModels(group.models(), patterns))
                .size();
    }

    Instant now() {
        return gateway.keys().now().toInstant();
    }

    /// Creates the key and hands its secret over, the only time that it can be seen.
    void create(
            KeyDraft draft,
            Consumer<CreatedKey> created,
            Consumer<? super RuntimeException> failed) {
        list.change(() -> gateway.keys().create(draft), created, failed);
    }

    /// Creates all of the keys, or none; hands their secrets over.
    void createAll(
            List<KeyDraft> drafts,
            Consumer<List<CreatedKey>> created,
            Consumer<? super RuntimeException> failed) {
        list.change(() -> allOrNone(drafts), created, failed);
    }

    private List<CreatedKey> allOrNone(List<KeyDraft> drafts) {
        List<CreatedKey> made = new ArrayList<>();
        try {
            drafts.forEach(draft -> made.add(gateway.keys().create(draft)));
        } catch (RuntimeException e) {
            made.forEach(one -> gateway.keys().remove(one.key().id()));
            throw e;
        }
        return made;
    }

    /// Writes a text into a file.
    void write(File file, String text, Runnable done, Consumer<? super RuntimeException> failed) {
        list.change(
                () -> {
                    try {
                        return Files.writeString(file.toPath(), text);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                written -> done.run(),
                failed);
    }

    /// Where the key stands in its limits right now.
    RateLimiter.@Nullable Standing standing(KeyRow row) {
        return row.key() == null ? null : gateway.limiter().standing(row.key());
    }

    /// The names of the models that the key may use.
    List<String> models(KeyRow row) {
        Group group = gateway.groups().find(row.group());
        List<String> own = row.key() == null ? List.of() : row.key().limits().models();
        return gateway
                .models()
                .usableBy(
                        new dev.syngate.access.AllowedModels(
                                group == null ? List.of() : group.models(), own))
                .stream()
                .map(Model::id)
                .toList();
    }

    /// Changes a key's settings.
    void set(KeyRow row, KeyDraft draft, Runnable done, Consumer<? super RuntimeException> failed) {
        list.change(() -> gateway.keys().set(row.id(), old -> draft), key -> done.run(), failed);
    }

    /// Gives the key another secret; the old one works for as long as the grace lasts.
    void rotate(KeyRow row, Duration grace, Consumer<CreatedKey> rotated) {
        list.change(() -> gateway.keys().rotate(row.id(), grace), rotated);
    }

    void setDisabled(List<KeyRow> rows, boolean disabled) {
        list.change(
                () -> {
                    rows.forEach(row -> setDisabled(row.id(), disabled));
                    return rows.size();
                },
                count -> {});
    }

    private void setDisabled(String id, boolean disabled) {
        if (disabled) {
            gateway.keys().disable(id);
        } else {
            gateway.keys().enable(id);
        }
    }

    void remove(List<KeyRow> rows, Consumer<List<ApiKey>> removed) {
        list.change(
                () -> rows.stream().map(row -> gateway.keys().remove(row.id())).toList(), removed);
    }

    void restore(List<ApiKey> keys) {
        list.change(
                () -> {
                    keys.forEach(gateway.keys()::restore);
                    return keys.size();
                },
                count -> {});
    }
}
