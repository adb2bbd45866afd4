package dev.syngate.app;

import dev.syngate.admin.Expiry;
import java.time.Instant;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that say what an API key may do.
final class KeyOptions {
    @Option(
            names = "--account",
            description = "Who pays; usually Local, which is unlimited.",
            paramLabel = "ACCOUNT")
    private @Nullable String account;

    @Option(
            names = "--group",
            description = "The group that it is billed as.",
            paramLabel = "GROUP")
    private @Nullable String group;

    @Option(
            names = "--expires",
            description =
                    "30d, 12h, 90s, 2027-01-31 (to the end of that day here) or never, which is usual.",
            paramLabel = "WHEN")
    private @Nullable String expires;

    @Option(
            names = "--quota",
            description = "The most that it may cost; usually unlimited.",
            paramLabel = "DOLLARS|unlimited")
    private @Nullable String quota;

    @Option(
            names = {"--per", "--period"},
            description = "When the quota starts again: once, day, week or month.",
            paramLabel = "PERIOD")
    private @Nullable String period;

    @Option(
            names = "--models",
            description = "Allowed models, with *, separated by commas; an empty text: all.",
            paramLabel = "MODELS")
    private @Nullable String models;

    @Option(
            names = "--ips",
            description = "Allowed addresses or networks, separated by commas; an empty text: any.",
            paramLabel = "ADDRESSES")
    private @Nullable String ips;

    @Option(
            names = "--rpm",
            description = "Requests a minute; usually 60.",
            paramLabel = "N|unlimited")
    private @Nullable String rpm;

    @Option(
            names = "--tpm",
            description = "Tokens a minute; usually unlimited.",
            paramLabel = "N|unlimited")
    private @Nullable String tpm;

    @Option(
            names = "--concurrent",
            description = "Requests at a time; usually unlimited.",
            paramLabel = "N|unlimited")
    private @Nullable String concurrent;

    @Option(
            names = "--reasoning-style",
            description =
                    "How thoughts are told: default, fields, tags (<think> in the text), brackets ([Thinking: ...] in the text) or hidden.",
            paramLabel = "STYLE")
    private @Nullable String reasoningStyle;

    /// @param now in the time zone of whoever types a date
    Body addTo(Body body, ZonedDateTime now) {
        return body.text("account", account)
                .text("group", group)
                .text("expires", expiry(now))
                .text("quota", quota)
                .text("period", period)
                .list("models", models)
                .list("ips", ips)
                .number("rpm", rpm)
                .number("tpm", tpm)
                .number("concurrent", concurrent)
                .text("reasoning_style", reasoningStyle);
    }

    private @Nullable String expiry(ZonedDateTime now) {
        if (expires == null) {
            return null;
        }
        Instant instant = Expiry.parse(expires, now);
        return instant == null ? expires : instant.toString();
    }
}
