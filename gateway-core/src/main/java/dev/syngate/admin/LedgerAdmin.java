package dev.syngate.admin;

import dev.syngate.billing.Account;
import dev.syngate.billing.Accounts;
import dev.syngate.billing.Ledger;
import dev.syngate.billing.LedgerEntry;
import dev.syngate.call.RefusedException;
import dev.syngate.protocol.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The books: all entries, page by page, and their verification.
final class LedgerAdmin implements Resource {
    private final LedgerVerifier verifier;
    private final Ledger ledger;
    private final Accounts accounts;

    LedgerAdmin(LedgerVerifier verifier, Ledger ledger, Accounts accounts) {
        this.verifier = verifier;
        this.ledger = ledger;
        this.accounts = accounts;
    }

    @Override
    public JsonNode handle(
            String method, List<String> path, Map<String, String> query, @Nullable JsonNode body) {
        return switch (method + " " + String.join("/", path)) {
            case "GET " -> entries(query);
            case "GET verify" -> verify();
            default -> throw Resource.unknown(method);
        };
    }

    /// Entries in the order of accounts, the oldest of each first. Each has its `position`: `after`
    /// it comes the next page.
    private JsonNode entries(Map<String, String> query) {
        String name = query.get("account");
        Account only = name == null ? null : accounts.get(name);
        Position after = query.containsKey("after") ? Position.parse(query) : Position.before(only);
        ArrayNode list = Json.MAPPER.createArrayNode();
        for (LedgerEntry entry :
                ledger.entries(after.account(), after.entry(), Entries.limit(query))) {
            if (only != null && !entry.account().equals(only.id())) {
                break;
            }
            list.add(show(entry));
        }
        return list;
    }

    private ObjectNode show(LedgerEntry entry) {
        Account account = accounts.byId(entry.account());
        if (account == null) {
            throw new IllegalStateException("an entry of the unknown account " + entry.account());
        }
        Position position = new Position(account.number(), entry.id());
        return Entries.show(account, entry).put("position", position.text());
    }

    /// Where an entry is in the ledger: the number of its account and its own.
    private record Position(int account, long entry) {
        static Position before(@Nullable Account only) {
            return new Position(only == null ? 0 : only.number(), 0);
        }

        static Position parse(Map<String, String> query) {
            String text = query.getOrDefault("after", "");
            if (!text.matches("\\d{1,9}\\.\\d{1,18}")) {
                throw RefusedException.field("after", "\"after\" is the position of an entry");
            }
            int dot = text.indexOf('.');
            return new Position(
                    Integer.parseInt(text.substring(0, dot)),
                    Long.parseLong(text.substring(dot + 1)));
        }

        String text() {
            return account + "." + entry;
        }
    }

    private JsonNode verify() {
        LedgerVerifier.Result result = verifier.verify();
        ObjectNode shown =
                Json.MAPPER
                        .createObjectNode()
                        .put("ok", result.difference() == null)
                        .put("entries", result.entries())
                        .put("requests", result.requests())
                        .put("open_holds", result.openHolds());
        if (result.difference() != null) {
            shown.put("difference", result.difference());
        }
        return shown;
    }
}
