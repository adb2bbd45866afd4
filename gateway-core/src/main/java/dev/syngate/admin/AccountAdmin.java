package dev.syngate.admin;

import dev.syngate.billing.Account;
import dev.syngate.billing.Accounts;
import dev.syngate.billing.Balance;
import dev.syngate.billing.Ledger;
import dev.syngate.billing.LedgerEntry;
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
    private static final int STATEMENT = 1000;
    private final Accounts accounts;
    private final Ledger ledger;

    AccountAdmin(Accounts accounts, Ledger ledger) {
        this.accounts = accounts;
        this.ledger = ledger;
    }

    @Override
    public JsonNode handle(
            String method, List<String> path, Map<String, String> query, @Nullable JsonNode body) {
        return switch (method + " " + path.size()) {
            case "GET 0" -> list();
            case "POST 0" -> add(new Fields(body, Set.of("name", "mode")));
            case "GET 1" -> show(accounts.get(path.getFirst()));
            case "PATCH 1" -> {
                Fields fields = new Fields(body, Set.of("mode"));
                yield show(accounts.setMode(path.getFirst(), mode(fields.text("mode"))));
            }
            case "GET 2" -> statement(accounts.get(path.getFirst()));
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
        return show(accounts.add(fields.text("name"), mode(fields.text("mode", "prepaid"))));
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
                .put("held", balance.held().dollars());
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
        return show(
                account,
                ledger.post(account, kind, fields.money("amount"), fields.textOrNull("note")));
    }

    private JsonNode statement(Account account) {
        ArrayNode list = Json.MAPPER.createArrayNode();
        ledger.statement(account, STATEMENT).forEach(entry -> list.add(show(account, entry)));
        return list;
    }

    private static ObjectNode show(Account account, LedgerEntry entry) {
        return Json.MAPPER
                .createObjectNode()
                .put("id", entry.id())
                .put("time", entry.time().toString())
                .put("account", account.name())
                .put("kind", entry.kind().name().toLowerCase(Locale.ROOT))
                .put("amount", entry.amount().dollars())
                .put("balance", entry.balance().dollars())
                .put("request", entry.request())
                .put("note", entry.note());
    }
}
