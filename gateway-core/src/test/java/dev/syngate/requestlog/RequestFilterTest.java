package dev.syngate.requestlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.billing.Price;
import dev.syngate.billing.Pricing;
import dev.syngate.billing.Rates;
import dev.syngate.billing.Receipt;
import dev.syngate.billing.Usage;
import dev.syngate.money.Money;
import dev.syngate.money.Multiplier;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestFilterTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final RequestRecord ITEM =
            new RequestRecord(
                    "req_1",
                    NOW.minusSeconds(3600),
                    "a-1",
                    "Team",
                    "k-1",
                    "Maria López",
                    "chat/completions",
                    "gpt-6-luna",
                    "OpenAI",
                    "gpt-6-luna",
                    502,
                    "upstream_error",
                    true,
                    Receipt.of(
                            Usage.ofTokens(1000, 200, 100, 40),
                            new Pricing("m", 1, Price.of(Rates.ofTokens(10_000_000, 20_000_000))),
                            Multiplier.ONE,
                            Money.ofDollars("1"),
                            NOW),
                    400L,
                    12_500,
                    List.of(
                            new RequestRecord.Attempt("Anthropic", "x", "status 529", 300),
                            new RequestRecord.Attempt("OpenAI", "x", "ok", 12_000)),
                    "claude-cli/2.0.14 (external, cli)");

    private static boolean passes(String filter) {
        return RequestFilter.parse(filter, NOW.atZone(ZoneOffset.UTC)).test(ITEM);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "status:5xx",
                "status:502",
                "STATUS:5XX",
                "status:error",
                "-status:4xx",
                "key:maria",
                "key:\"maria lópez\"",
                "key:=\"maria lópez\"",
                "model:=GPT-6-luna",
                "tool:=\"claude code\"",
                "model:gpt*",
                "model:*luna",
                "-model:claude*",
                "provider:openai",
                "cost>0.01",
                "cost:>0.01",
                "cost:0.01",
                "cost<0.02",
                "slow:>10s",
                "slow:10s",
                "slow>12400ms",
                "slow<0.5m",
                "first<1s",
                "tokens>1000",
                "tool:claude-cli",
                "tool:\"claude code\"",
                "has:fallback",
                "has:reasoning",
                "since:2h",
                "since:2026-11-21",
                "since:2026-11-21T10:30:00Z until:2026-11-21T11:30:00Z",
                "until:2026-11-22",
                "luna",
                "text:LUNA",
                "status:5xx key:maria luna cost>0.01"
            })
    void letsPass(String filter) {
        assertThat(passes(filter)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status:4xx",
                "-status:5xx",
                "key:tomas",
                "model:luna*",
                "model:=luna",
                "key:=maria",
                "cost>0.02",
                "slow:>13s",
                "has:estimate",
                "tool:codex",
                "since:30m",
                "since:2026-11-22",
                "until:2026-11-21",
                "until:2h",
                "nowhere",
                "cost>lots",
                "since:",
                "colour:red",
                "status:5xx key:tomas"
            })
    void holdsBack(String filter) {
        assertThat(passes(filter)).isFalse();
    }

    @Test
    void whatLooksLikeATermButIsNoneIsNamed() {
        String filter =
                "status:4xx foo:bar -status:none since:soon cost>lots has:x model:m luna"
                        + " qwen3:14b since:2h until:2026-11-20 since:2026-11-20T10:30:00Z";
        assertThat(RequestFilter.mistaken(filter, NOW.atZone(ZoneOffset.UTC)))
                .containsExactly("foo:bar", "-status:none", "since:soon", "cost>lots", "has:x");
    }

    @Test
    void aThousandWordsAreCutShort() {
        assertThat(RequestFilter.words("luna ".repeat(1000))).hasSizeLessThan(100);
    }
}
