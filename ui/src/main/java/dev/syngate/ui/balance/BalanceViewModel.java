package dev.syngate.ui.balance;

import dev.syngate.export.Csv;
import dev.syngate.gateway.Gateway;
import dev.syngate.gateway.Management;
import dev.syngate.money.Money;
import dev.syngate.ui.fx.Background;
import dev.syngate.ui.page.ListViewModel;
import dev.syngate.ui.page.Listing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The accounts without their looks. FX thread only.
public final class BalanceViewModel {
    /// Which accounts are listed.
    enum Filter {
        ALL,
        PREPAID,
        LOW
    }

    /// A line of a statement.
    record Entry(Instant time, String kind, Money amount, Money balance, String note) {
        static Entry of(JsonNode shown) {
            return new Entry(
                    Instant.parse(shown.path("time").asString("")),
                    shown.path("kind").asString(""),
                    Money.ofDollars(shown.path("amount").asString("0")),
                    Money.ofDollars(shown.path("balance").asString("0")),
                    shown.path("note").asString(""));
        }
    }

    /// What the verification of the ledger found.
    record Verified(boolean ok, long entries, String difference) {}

    private static final int SHOWN = 100;
    private static final int PAGE = 10_000;
    private static final List<String> FIELDS =
            List.of("id", "time", "kind", "amount", "balance", "key", "request", "note");

    private final Management management;
    private final Background background;
    private final ListViewModel<AccountRow, Filter> list;

    public BalanceViewModel(Gateway gateway, Background background) {
        this.background = background;
        management = gateway.management();
        list =
                new ListViewModel<>(
                        new Listing<>(
                                this::read,
                                AccountRow::id,
                                AccountRow::name,
                                BalanceViewModel::passes,
                                Filter.ALL),
                        background);
    }

    private static boolean passes(AccountRow row, Filter filter) {
        return switch (filter) {
            case ALL -> true;
            case PREPAID -> row.prepaid();
            case LOW -> row.low();
        };
    }

    ListViewModel<AccountRow, Filter> list() {
        return list;
    }

    private List<AccountRow> read() {
        return management.get("accounts").valueStream().map(AccountRow::of).toList();
    }

    /// Hands over the newest entries of an account.
    void statement(AccountRow row, Consumer<List<Entry>> found) {
        background.run(
                () ->
                        management
                                .get(
                                        Map.of("limit", Integer.toString(SHOWN)),
                                        "accounts",
                                        row.id(),
                                        "statement")
                                .valueStream()
                                .map(Entry::of)
                                .toList(),
                found,
                failure -> {});
    }

    /// @param old the account that is changed; null: a new one
    void set(
            @Nullable AccountRow old,
            Map<String, ?> fields,
            Runnable done,
            Consumer<? super RuntimeException> failed) {
        list.change(
                () ->
                        old == null
                                ? management.post(fields, "accounts")
                                : management.patch(fields, "accounts", old.id()),
                set -> done.run(),
                failed);
    }

    /// Posts money to an account.
    void post(
            AccountRow row,
            Map<String, ?> fields,
            Runnable done,
            Consumer<? super RuntimeException> failed) {
        list.change(
                () -> management.post(fields, "accounts", row.id(), "entries"),
                posted -> done.run(),
                failed);
    }

    void remove(AccountRow row, Runnable removed) {
        list.change(() -> management.delete("accounts", row.id()), gone -> removed.run());
    }

    /// Adds up the whole ledger again.
    void verify(Consumer<Verified> done) {
        list.change(
                () -> {
                    JsonNode found = management.get("ledger", "verify");
                    return new Verified(
                            found.path("ok").asBoolean(),
                            found.path("entries").asLong(),
                            found.path("difference").asString(""));
                },
                done);
    }

    /// Writes all entries of an account as comma-separated values.
    void export(AccountRow row, Path file, Runnable done) {
        list.change(
                () -> {
                    try {
                        return Files.writeString(file, csv(row));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                written -> done.run());
    }

    /// Writes all entries of all accounts as comma-separated values.
    ///
    /// @param wanted asked now and then, by any thread, whether to go on
    void exportAll(
            Path file,
            BooleanSupplier wanted,
            Runnable done,
            Consumer<? super RuntimeException> failed) {
        background.run(
                () -> new LedgerFile(management).write(file, wanted),
                written -> done.run(),
                failed);
    }

    private String csv(AccountRow row) {
        StringBuilder lines = new StringBuilder(Csv.line(FIELDS.toArray()));
        String before = Long.toString(Long.MAX_VALUE / 10);
        for (JsonNode page = page(row, before); !page.isEmpty(); page = page(row, before)) {
            for (JsonNode entry : page) {
                lines.append(
                        Csv.line(
                                FIELDS.stream()
                                        .map(field -> entry.path(field).asString(""))
                                        .toArray()));
            }
            before = page.get(page.size() - 1).path("id").asString("0");
        }
        return lines.toString();
    }

    private JsonNode page(AccountRow row, String before) {
        Map<String, String> query = Map.of("before", before, "limit", Integer.toString(PAGE));
        return management.get(query, "accounts", row.id(), "statement");
    }
}
