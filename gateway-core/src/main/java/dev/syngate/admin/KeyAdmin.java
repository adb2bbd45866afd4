package dev.syngate.admin;

import dev.syngate.access.ApiKey;
import dev.syngate.access.ApiKeys;
import dev.syngate.access.CreatedKey;
import dev.syngate.access.Group;
import dev.syngate.access.KeyDraft;
import dev.syngate.access.RateLimiter;
import dev.syngate.billing.Account;
import dev.syngate.billing.Accounts;
import dev.syngate.billing.KeyUsage;
import dev.syngate.billing.Quota;
import dev.syngate.call.RefusedException;
import dev.syngate.hub.ReasoningStyle;
import dev.syngate.protocol.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// API keys. A secret is in the answer to the key's creation or rotation and nowhere else.
final class KeyAdmin implements Resource {
    private static final String REASONING = "reasoning_style";
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
                    "concurrent",
                    REASONING);
    private final ApiKeys keys;
    private final Accounts accounts;
    private final RateLimiter limiter;

    KeyAdmin(ApiKeys keys, Accounts accounts, RateLimiter limiter) {
        this.keys = keys;
        this.limiter = limiter;
        this.accounts = accounts;
    }

    @Override
    public JsonNode handle(
            String method, List<String> path, Map<String, String> query, @Nullable JsonNode body) {
        return switch (method + " " + path.size()) {
            case "GET 0" -> list();
            case "POST 0" -> create(new Fields(body, FIELDS));
            case "GET 1" -> show(keys.get(path.getFirst()));
            case "PATCH 1" -> set(path.getFirst(), new Fields(body, FIELDS, "disabled"));
            case "DELETE 1" -> show(keys.remove(path.getFirst()));
            case "GET 2" -> limits(path);
            case "POST 2" -> rotate(path, body);
            default -> throw Resource.unknown(method);
        };
    }

    private JsonNode list() {
        ArrayNode list = Json.MAPPER.createArrayNode();
        keys.list().forEach(key -> list.add(show(key)));
        return list;
    }

    private JsonNode create(Fields fields) {
        KeyDraft blank =
                new KeyDraft(
                        fields.text("name"),
                        Account.LOCAL,
                        Group.STANDARD,
                        null,
                        null,
                        ApiKey.Limits.DEFAULT);
        return show(keys.create(read(fields, blank)));
    }

    private JsonNode set(String idOrName, Fields fields) {
        ApiKey key = keys.get(idOrName);
        if (fields.hasAnyOf(FIELDS)) {
            keys.set(key.id(), old -> read(fields, old));
        }
        if (fields.has("disabled")) {
            return show(fields.flag("disabled") ? keys.disable(key.id()) : keys.enable(key.id()));
        }
        return show(keys.get(key.id()));
    }

    /// Where the key stands in its limits right now.
    private JsonNode limits(List<String> path) {
        if (!path.getLast().equals("limits")) {
            throw RefusedException.notFound("a key has limits, no \"" + path.getLast() + "\"");
        }
        ApiKey key = keys.get(path.getFirst());
        RateLimiter.Standing now = limiter.standing(key);
        ObjectNode shown =
                Json.MAPPER
                        .createObjectNode()
                        .put("name", key.name())
                        .put("running", now.running())
                        .put("concurrent", key.limits().concurrent());
        level(shown, "requests", now.rateLimit().requests());
        level(shown, "tokens", now.rateLimit().tokens());
        return shown;
    }

    private static void level(ObjectNode shown, String what, RateLimiter.@Nullable Level level) {
        shown.put(what + "_limit", level == null ? null : level.limit())
                .put(what + "_left", level == null ? null : level.remaining())
                .put(
                        what + "_full_in_seconds",
                        level == null ? null : Duration.ofNanos(level.resetNanos()).toSeconds());
    }

    private JsonNode rotate(List<String> path, @Nullable JsonNode body) {
        if (!path.getLast().equals("rotate")) {
            throw RefusedException.notFound("a key can be rotated, not \"" + path.getLast() + "\"");
        }
        Fields fields =
                new Fields(body == null ? Json.MAPPER.createObjectNode() : body, Set.of("grace"));
        Duration grace = fields.has("grace") ? Span.parse(fields.text("grace")) : ApiKeys.GRACE;
        return show(keys.rotate(path.getFirst(), grace));
    }

    /// The draft with what the fields say in the place of what it said.
    private KeyDraft read(Fields fields, KeyDraft old) {
        ApiKey.Limits limits = old.limits();
        return new KeyDraft(
                fields.text("name", old.name()),
                fields.text("account", old.account()),
                fields.text("group", old.group()),
                fields.has("expires")
                        ? Expiry.parse(fields.text("expires"), keys.now())
                        : old.expires(),
                quota(fields, old.quota()),
                new ApiKey.Limits(
                        fields.texts("models", limits.models()),
                        fields.texts("ips", limits.ips()),
                        fields.numberOrNull("rpm", limits.rpm()),
                        fields.numberOrNull("tpm", limits.tpm()),
                        fields.numberOrNull("concurrent", limits.concurrent())),
                reasoning(fields, old.reasoning()));
    }

    private static @Nullable Quota quota(Fields fields, @Nullable Quota old) {
        boolean unlimited =
                fields.has("quota") ? fields.text("quota").equals("unlimited") : old == null;
        if (unlimited) {
            if (fields.has("period")) {
                throw RefusedException.field("period", "a period needs a quota");
            }
            return null;
        }
        Quota.Period period = old == null ? Quota.Period.ONCE : old.period();
        return new Quota(
                fields.has("quota") || old == null ? fields.money("quota") : old.amount(),
                fields.has("period") ? period(fields.text("period")) : period);
    }

    private static @Nullable ReasoningStyle reasoning(Fields fields, @Nullable ReasoningStyle old) {
        String word = fields.text(REASONING, old == null ? ReasoningStyle.NONE : old.word());
        ReasoningStyle style = ReasoningStyle.ofWord(word);
        if (style == null && !word.equals(ReasoningStyle.NONE)) {
            throw RefusedException.field(
                    REASONING, "\"reasoning_style\" is default, fields, tags, brackets or hidden");
        }
        return style;
    }

    private static Quota.Period period(String text) {
        return switch (text) {
            case "once" -> Quota.Period.ONCE;
            case "day" -> Quota.Period.DAY;
            case "week" -> Quota.Period.WEEK;
            case "month" -> Quota.Period.MONTH;
            default ->
                    throw RefusedException.field(
                            "period", "\"period\" is once, day, week or month");
        };
    }

    private JsonNode show(CreatedKey created) {
        return show(created.key()).put("secret", created.secret());
    }

    private ObjectNode show(ApiKey key) {
        Account account = accounts.byId(key.account());
        ObjectNode shown =
                Json.MAPPER
                        .createObjectNode()
                        .put("id", key.id())
                        .put("name", key.name())
                        .put("hint", "sk-syn-…" + key.hint())
                        .put("account", account == null ? key.account() : account.name())
                        .put("group", key.group())
                        .put("state", lower(keys.state(key)))
                        .put("created", key.created().toString())
                        .put("expires", text(key.expires()))
                        .put(
                                "previous_secret_until",
                                text(key.previousSecretUntil(keys.now().toInstant())));
        addSpending(shown, key);
        ApiKey.Limits limits = key.limits();
        limits.models().forEach(shown.putArray("models")::add);
        limits.ips().forEach(shown.putArray("ips")::add);
        return shown.put("rpm", limits.rpm())
                .put("tpm", limits.tpm())
                .put("concurrent", limits.concurrent())
                .put(
                        REASONING,
                        key.reasoning() == null ? ReasoningStyle.NONE : key.reasoning().word());
    }

    /// What counts against the quota, and what was spent in all.
    private void addSpending(ObjectNode shown, ApiKey key) {
        KeyUsage usage = keys.usage(key);
        Quota quota = key.quota();
        ZonedDateTime now = keys.now();
        shown.put("quota", quota == null ? null : quota.amount().dollars())
                .put("period", quota == null ? null : lower(quota.period()))
                .put("used", usage.used(quota, now).dollars())
                .put("left", quota == null ? null : usage.left(quota, now).dollars())
                .put("used_total", usage.total().dollars())
                .put("last_used", text(usage.lastUsed()));
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
