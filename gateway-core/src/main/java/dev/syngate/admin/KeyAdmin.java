package dev.syngate.admin;

import dev.syngate.access.ApiKey;
import dev.syngate.access.ApiKeys;
import dev.syngate.access.CreatedKey;
import dev.syngate.access.Group;
import dev.syngate.access.KeyDraft;
import dev.syngate.billing.Account;
import dev.syngate.billing.Accounts;
import dev.syngate.billing.KeyUsage;
import dev.syngate.billing.Quota;
import dev.syngate.call.RefusedException;
import dev.syngate.protocol.Json;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// API keys. The secret is in the answer to the key's creation and nowhere else.
final class KeyAdmin implements Resource {
    private static final Set<String> FIELDS =
            Set.of(
                    "name",
                    "account",
                    "group",
                    "expires",
                    "quota",
                    "period",
                    "models",
                    "ips",
                    "rpm",
                    "tpm",
                    "concurrent");
    private final ApiKeys keys;
    private final Accounts accounts;

    KeyAdmin(ApiKeys keys, Accounts accounts) {
        this.keys = keys;
        this.accounts = accounts;
    }

    @Override
    public JsonNode handle(
            String method, List<String> path, Map<String, String> query, @Nullable JsonNode body) {
        return switch (method + " " + path.size()) {
            case "GET 0" -> list();
            case "POST 0" -> create(new Fields(body, FIELDS));
            case "GET 1" -> show(keys.get(path.getFirst()));
            case "DELETE 1" -> show(keys.remove(path.getFirst()));
            case "PATCH 1" -> {
                boolean disabled = new Fields(body, Set.of("disabled")).flag("disabled");
                yield show(disabled ? keys.disable(path.getFirst()) : keys.enable(path.getFirst()));
            }
            default -> throw Resource.unknown(method);
        };
    }

    private JsonNode list() {
        ArrayNode list = Json.MAPPER.createArrayNode();
        keys.list().forEach(key -> list.add(show(key)));
        return list;
    }

    private JsonNode create(Fields fields) {
        ApiKey.Limits standard = ApiKey.Limits.DEFAULT;
        ApiKey.Limits limits =
                new ApiKey.Limits(
                        fields.texts("models"),
                        fields.texts("ips"),
                        fields.numberOrNull("rpm", standard.rpm()),
                        fields.numberOrNull("tpm", standard.tpm()),
                        fields.numberOrNull("concurrent", standard.concurrent()));
        Instant expires = Expiry.parse(fields.text("expires", "never"), keys.now());
        CreatedKey created =
                keys.create(
                        new KeyDraft(
                                fields.text("name"),
                                fields.text("account", Account.LOCAL),
                                fields.text("group", Group.STANDARD),
                                expires,
                                quota(fields),
                                limits));
        return show(created.key()).put("secret", created.secret());
    }

    private static @Nullable Quota quota(Fields fields) {
        if (fields.text("quota", "unlimited").equals("unlimited")) {
            return null;
        }
        Quota.Period period =
                switch (fields.text("period", "once")) {
                    case "once" -> Quota.Period.ONCE;
                    case "day" -> Quota.Period.DAY;
                    case "week" -> Quota.Period.WEEK;
                    case "month" -> Quota.Period.MONTH;
                    default ->
                            throw RefusedException.field(
                                    "period", "\"period\" is once, day, week or month");
                };
        return new Quota(fields.money("quota"), period);
    }

    private ObjectNode show(ApiKey key) {
        Account account = accounts.byId(key.account());
        KeyUsage usage = keys.usage(key);
        Quota quota = key.quota();
        ObjectNode shown =
                Json.MAPPER
                        .createObjectNode()
                        .put("id", key.id())
                        .put("name", key.name())
                        .put("hint", "sk-syn-…" + key.hint())
                        .put("account", account == null ? key.account() : account.name())
                        .put("group", key.group())
                        .put("state", keys.state(key).name().toLowerCase(Locale.ROOT))
                        .put("created", key.created().toString())
                        .put("expires", key.expires() == null ? null : key.expires().toString())
                        .put("quota", quota == null ? null : quota.amount().dollars())
                        .put(
                                "period",
                                quota == null
                                        ? null
                                        : quota.period().name().toLowerCase(Locale.ROOT))
                        .put("used", usage.total().dollars())
                        .put("rpm", key.limits().rpm())
                        .put("tpm", key.limits().tpm())
                        .put("concurrent", key.limits().concurrent())
                        .put(
                                "last_used",
                                usage.lastUsed() == null ? null : usage.lastUsed().toString());
        key.limits().models().forEach(shown.putArray("models")::add);
        key.limits().ips().forEach(shown.putArray("ips")::add);
        return shown;
    }
}
