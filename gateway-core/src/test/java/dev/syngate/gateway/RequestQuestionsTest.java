package dev.syngate.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syngate.call.RefusedException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is asked wrongly of the request log is answered with what is wrong.
class RequestQuestionsTest {
    @TempDir private Path folder;
    private Gateway gateway;

    @BeforeEach
    void open() {
        gateway = Gateway.open(GatewaySettings.of(folder), InstantSource.system());
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    private static void refused(ThrowingCallable question, String param, String words) {
        assertThatThrownBy(question)
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e -> assertThat(e.refusal().param()).isEqualTo(param))
                .hasMessageContaining(words);
    }

    @Test
    void aLimitThatIsNoNumberIsNamed() {
        Management management = gateway.management();
        refused(
                () -> management.get(Map.of("limit", "many"), "requests"),
                "limit",
                "\"limit\" is a whole number");
        refused(
                () -> management.get(Map.of("after", "-1"), "requests", "ended"),
                "after",
                "\"after\" is a whole number");
        assertThat(management.get(Map.of("limit", "0"), "requests")).isEmpty();
    }

    @Test
    void aTermThatDoesNotExistIsNamedWithThoseThatDo() {
        Management management = gateway.management();
        refused(
                () -> management.get(Map.of("filter", "status:4xx foo:bar"), "requests"),
                "filter",
                "foo:bar is no term of a filter and was found in no name; terms are such as status:4xx");
        assertThat(management.get(Map.of("filter", "status:4xx nobody"), "requests")).isEmpty();
    }

    @Test
    void aClosedGatewayIsNotAskedInVain() {
        Management management = gateway.management();
        gateway.close();
        assertThatThrownBy(() -> management.get("models"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the store is closed");
    }
}
