package dev.syngate.admin;

import dev.syngate.billing.Account;
import dev.syngate.billing.LedgerEntry;
import dev.syngate.call.RefusedException;
import dev.syngate.protocol.Json;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/// Ledger entries as the management API shows them, and how many of them at a time.
final class Entries {
    private static final int PAGE = 1000;
    private static final int LARGEST_PAGE = 10_000;

    private Entries() {}

    static ObjectNode show(Account account, LedgerEntry entry) {
        return Json.MAPPER
                .createObjectNode()
                .put("id", entry.id())
                .put("time", entry.time().toString())
                .put("account", account.name())
                .put("kind", entry.kind().name().toLowerCase(Locale.ROOT))
                .put("amount", entry.amount().dollars())
                .put("balance", entry.balance().dollars())
                .put("key", entry.key())
                .put("request", entry.request())
                .put("note", entry.note());
    }

    /// How many entries are wanted.
    static int limit(Map<String, String> query) {
        long limit = number(query, "limit", PAGE);
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw RefusedException.field("limit", "\"limit\" is 1 to " + LARGEST_PAGE);
        }
        return (int) limit;
    }

    static long number(Map<String, String> query, String name, long otherwise) {
        String text = query.get(name);
        if (text == null) {
            return otherwise;
        }
        if (!text.matches("\\d{1,18}")) {
            throw RefusedException.field(name, "\"" + name + "\" is a whole number");
        }
        return Long.parseLong(text);
    }
}
