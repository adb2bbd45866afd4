package dev.syngate.ui.keys;

import dev.syngate.access.ApiKey;
import dev.syngate.access.CreatedKey;
import dev.syngate.access.Group;
import dev.syngate.access.KeyDraft;
import dev.syngate.access.KeyState;
import dev.syngate.billing.Account;
import dev.syngate.billing.KeyUsage;
import dev.syngate.billing.Price;
import dev.syngate.call.Caller;
import dev.syngate.gateway.Gateway;
import dev.syngate.money.Money;
import dev.syngate.routing.Model;
import dev.syngate.ui.fx.Background;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import org.jspecify.annotations.Nullable;

/// The API keys without their looks. FX thread only.
public final class KeysViewModel {
    /// Which keys are listed.
    enum Filter {
        ALL,
        ACTIVE,
        ATTENTION
    }

    /// A model's price in a group, to make a multiplier tangible.
    record Example(String model, Price price, dev.syngate.money.Multiplier multiplier) {}

    private final Gateway gateway;
    private final Background background;
    private final ObservableList<KeyRow> rows = FXCollections.observableArrayList();
    private final FilteredList<KeyRow> listed = new FilteredList<>(rows);
    private final ObjectProperty<Filter> filter = new SimpleObjectProperty<>(Filter.ALL);
    private final StringProperty search = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<String> trouble = new ReadOnlyObjectWrapper<>("");
    private boolean asking;

    public KeysViewModel(Gateway gateway, Background background) {
        this.gateway = gateway;
        this.background = background;
        filter.subscribe(chosen -> applyFilter());
        search.subscribe(words -> applyFilter());
    }

    private void applyFilter() {
        String wanted = search.get().strip().toLowerCase(Locale.ROOT);
        Filter chosen = filter.get();
        listed.setPredicate(row -> passes(row, chosen) && matches(row, wanted));
    }

    private static boolean passes(KeyRow row, Filter chosen) {
        return switch (chosen) {
            case ALL -> true;
            case ACTIVE -> row.isActive();
            case ATTENTION -> row.needsAttention();
        };
    }

    private static boolean matches(KeyRow row, String wanted) {
        return wanted.isEmpty()
                || (row.name() + " " + row.hint() + " " + row.group() + " " + row.account().name())
                        .toLowerCase(Locale.ROOT)
                        .contains(wanted);
    }

    ObservableList<KeyRow> rows() {
        return rows;
    }

    ObservableList<KeyRow> listed() {
        return listed;
    }

    ObjectProperty<Filter> filterProperty() {
        return filter;
    }

    StringProperty searchProperty() {
        return search;
    }

    /// What went wrong with the last change; empty: nothing.
    ReadOnlyObjectProperty<String> troubleProperty() {
        return trouble.getReadOnlyProperty();
    }

    /// Looks at the keys again, unless it still waits for the last look.
    void refresh() {
        if (asking) {
            return;
        }
        asking = true;
        background.run(
                this::read,
                now -> {
                    asking = false;
                    show(now);
                },
                failure -> asking = false);
    }

    private void show(List<KeyRow> now) {
        if (now.size() != rows.size()) {
            rows.setAll(now);
            return;
        }
        for (int i = 0; i < now.size(); i++) {
            if (!now.get(i).equals(rows.get(i))) {
                rows.set(i, now.get(i));
            }
        }
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
    @Nullable Example example(Group group) {
        var allowed = new dev.syngate.access.AllowedModels(group.models(), List.of());
        for (Model model : gateway.models().usableBy(allowed)) {
            Price price = gateway.models().price(model);
            if (price != null && !price.isFree()) {
                return new Example(model.id(), price, group.multiplier());
            }
        }
        return null;
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
        background.run(
                () -> gateway.keys().create(draft),
                key -> {
                    refresh();
                    created.accept(key);
                },
                failed);
    }

    void setDisabled(KeyRow row, boolean disabled) {
        change(() -> disabled ? gateway.keys().disable(row.id()) : gateway.keys().enable(row.id()));
    }

    void remove(KeyRow row, Consumer<ApiKey> removed) {
        background.run(
                () -> gateway.keys().remove(row.id()),
                key -> {
                    refresh();
                    removed.accept(key);
                },
                this::fail);
    }

    void restore(ApiKey key) {
        change(() -> {
            gateway.keys().restore(key);
            return key;
        });
    }

    private void change(Supplier<ApiKey> how) {
        background.run(
                how,
                key -> {
                    trouble.set("");
                    refresh();
                },
                this::fail);
    }

    private void fail(RuntimeException failure) {
        trouble.set(String.valueOf(failure.getMessage()));
    }
}
