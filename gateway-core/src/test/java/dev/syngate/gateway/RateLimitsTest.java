package dev.syngate.gateway;

import static dev.syngate.gateway.RunningGateway.chat;
import static dev.syngate.gateway.RunningGateway.get;
import static dev.syngate.gateway.RunningGateway.question;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.access.ApiKey;
import dev.syngate.billing.Account;
import dev.syngate.gateway.RawConnection.Answer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RateLimitsTest {
    private static final String ECHO = question("sandbox/echo", false);
    @TempDir private Path folder;
    private RunningGateway running;

    @BeforeEach
    void open() {
        running = new RunningGateway(folder);
    }

    @AfterEach
    void close() {
        running.close();
    }

    @Test
    void everyAnswerTellsTheLimits() throws Exception {
        String secret = running.key("limited", 60, 60);
        for (boolean stream : new boolean[] {false, true}) {
            Answer answer = running.ask(chat(secret, question("sandbox/echo", stream)));
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.headers())
                    .containsEntry("x-ratelimit-limit", "60")
                    .containsEntry("x-ratelimit-limit-requests", "60")
                    .containsEntry("x-ratelimit-limit-tokens", "60")
                    .containsKeys(
                            "x-ratelimit-remaining",
                            "x-ratelimit-reset",
                            "x-ratelimit-remaining-requests",
                            "x-ratelimit-reset-requests",
                            "x-ratelimit-remaining-tokens",
                            "x-ratelimit-reset-tokens");
            assertThat(number(answer, "x-ratelimit-remaining-tokens")).isLessThan(60);
        }
    }

    @Test
    void refusalsTellTheLimitsAndTakeNothing() throws Exception {
        running.gateway().accounts().add("Poor", Account.Mode.PREPAID);
        String poor =
                running.keyOf(
                        "poor", "Poor", new ApiKey.Limits(List.of(), List.of(), 1, null, null));
        Answer unpaid = running.ask(chat(poor, ECHO));
        assertThat(unpaid.status()).isEqualTo(402);
        assertThat(unpaid.header("x-ratelimit-remaining")).isEqualTo("1");
        String secret = running.key("limited", 1, null);
        Answer unknown = running.ask(chat(secret, question("no-such-model", false)));
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.header("x-ratelimit-remaining")).isEqualTo("1");
        Answer wrong = running.ask(chat(secret, "{\"model\":"));
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.header("x-ratelimit-remaining")).isEqualTo("1");
        Answer models = running.ask(get("/v1/models", "Authorization: Bearer " + secret));
        assertThat(models.status()).isEqualTo(200);
        assertThat(models.header("x-ratelimit-remaining")).isEqualTo("1");
        assertThat(running.ask(chat(secret, ECHO)).status()).isEqualTo(200);
        Answer tooMany = running.ask(chat(secret, ECHO));
        assertThat(tooMany.status()).isEqualTo(429);
        assertThat(tooMany.header("x-ratelimit-remaining")).isEqualTo("0");
        assertThat(number(tooMany, "retry-after")).isBetween(1L, 60L);
        assertThat(number(tooMany, "x-ratelimit-reset")).isBetween(1L, 60L);
        assertThat(tooMany.headers()).doesNotContainKey("x-ratelimit-limit-tokens");
    }

    @Test
    void tooManyTokensAreRefusedWithTheTimeToWait() throws Exception {
        String secret = running.key("limited", null, 100);
        String words = "word ".repeat(200);
        String body = ECHO.replace("\"hi\"", "\"" + words + "\"");
        assertThat(running.ask(chat(secret, body)).status()).isEqualTo(200);
        Answer tooMany = running.ask(chat(secret, body));
        assertThat(tooMany.status()).isEqualTo(429);
        assertThat(number(tooMany, "retry-after")).isGreaterThan(60);
        assertThat(tooMany.headers())
                .containsEntry("x-ratelimit-remaining-tokens", "0")
                .doesNotContainKey("x-ratelimit-limit");
    }

    @Test
    void aKeyWithoutLimitsIsToldNone() throws Exception {
        Answer answer = running.ask(chat(running.key("free", null, null), ECHO));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers().keySet()).noneMatch(name -> name.contains("ratelimit"));
    }

    @Test
    void onThisMachineAWrongKeyIsNeverARateLimit() throws Exception {
        for (int i = 0; i < 20; i++) {
            assertThat(running.ask(chat("sk-syn-wrong-" + i, ECHO)).status()).isEqualTo(401);
        }
        Answer wrong = running.ask(get("/v1/models", "Authorization: Bearer sk-syn-wrong"));
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.headers()).doesNotContainKey("retry-after");
    }

    private static long number(Answer answer, String header) {
        return Long.parseLong(answer.header(header));
    }
}
