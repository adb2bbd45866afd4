package dev.syngate.admin;

import dev.syngate.access.ApiKeys;
import dev.syngate.billing.Account;
import dev.syngate.billing.AccountDraft;
import dev.syngate.billing.Accounts;
import dev.syngate.billing.Balance;
import dev.syngate.billing.Ledger;
import dev.syngate.billing.LedgerEntry.Kind;
import dev.syngate.call.RefusedException;
import dev.syngate.protocol.Json;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Accounts, their money and their statements.
final class AccountAdmin implements Resource {
    private static final Set<String> FIELDS = Set.of("name", "mode", "low_balance");
    private final Accounts accounts;
    private final Ledger ledger;
    private final ApiKeys keys;

    AccountAdmin(Accounts accounts, Ledger ledger, ApiKeys keys) {
        this.accounts = accounts;
        this.ledger = ledger;
        this.keys = keys;
    }

    @Override
    public JsonNode handle(
            String method, List<String> path, Map<String, String> query, @Nullable JsonNode body) {
        return switch (method + " " + path.size()) {
            case "GET 0" -> list();
            case "POST 0" -> add(new Fields(body, FIELDS));
            case "GET 1" -> show(accounts.get(path.getFirst()));
            case "PATCH 1" -> set(path.getFirst(), new Fields(body, FIELDS));
            case "DELETE 1" -> show(keys.removeAccount(path.getFirst()));
            case "GET 2" -> statement(accounts.get(path.getFirst()), query);
            case "POST 2" ->
                    post(
                            accounts.get(path.getFirst()),
                            new Fields(body, Set.of("kind", "amount", "note")));
            default -> throw Resource.unknown(method);
        };
    }

    private JsonNode list() {
        ArrayNode list = Json.MAPPER.createArrayNode();
        accounts.list().forEach(account -> list.add(show(account)));
        return list;
    }

    private JsonNode add(Fields fields) {
        AccountDraft blank = new AccountDraft(fields.text("name"), Account.Mode.PREPAID, null);
        return show(accounts.add(read(fields, blank)));
    }

    private JsonNode set(String idOrName, Fields fields) {
        return show(accounts.set(idOrName, old -> read(fields, old)));
    }

    /// The draft with what the fields say in the place of what it said.
    private static AccountDraft read(Fields fields, AccountDraft old) {
        AccountDraft draft = old.withName(fields.text("name", old.name()));
        if (fields.has("mode")) {
            draft = draft.withMode(mode(fields.text("mode")));
        }
        if (fields.has("low_balance")) {
            boolean none = fields.text("low_balance").equals("none");
            draft = draft.withLowBalance(none ? null : fields.money("low_balance"));
        }
        return draft;
    }

    private static Account.Mode mode(String text) {
        return switch (text) {
            case "prepaid" -> Account.Mode.PREPAID;
            case "unlimited" -> Account.Mode.UNLIMITED;
            default -> throw RefusedException.field("mode", "\"mode\" is prepaid or unlimited");
        };
    }

    private ObjectNode show(Account account) {
        Balance balance = ledger.balance(account);
        return Json.MAPPER
                .createObjectNode()
                .put("id", account.id())
                .put("name", account.name())
                .put("mode", account.mode().name().toLowerCase(Locale.ROOT))
                .put("balance", balance.entries().dollars())
                .put("held", balance.held().dollars())
                .put(
                        "low_balance",
                        account.lowBalance() == null ? null : account.lowBalance().dollars())
                .put("low", account.isLow(balance));
    }

    private JsonNode post(Account account, Fields fields) {
        Kind kind =
                switch (fields.text("kind")) {
                    case "top_up" -> Kind.TOP_UP;
                    case "trial_credit" -> Kind.TRIAL_CREDIT;
                    case "adjustment" -> Kind.ADJUSTMENT;
                    default ->
                            throw RefusedException.field(
                                    "kind", "\"kind\" is top_up, trial_credit or adjustment");
                };
        return Entries.show(
                account,
                ledger.post(account, kind, fields.money("amount"), fields.textOrNull("note")));
    }

    private JsonNode statement(Account account, Map<String, String> query) {
        long before = Entries.number(query, "before", Long.MAX_VALUE);
        ArrayNode list = Json.MAPPER.createArrayNode();
        ledger.statement(account, before, Entries.limit(query))
                .forEach(entry -> list.add(Entries.show(account, entry)));
        return list;
    }
}
