package dev.syngate.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syngate.call.Cancellation;
import dev.syngate.protocol.UpstreamErrors.UpstreamError;
import dev.syngate.provider.Provider;
import dev.syngate.provider.Upstream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What goes wrong in the gateway itself while two routes are asked ends the call, and leaves
/// nothing open.
@Timeout(30)
class RaceTest {
    private static final List<Target> ROUTES = List.of(route("one"), route("two"));

    private final CountDownLatch closed = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);

    @Test
    void aBugInLookingAtAnAnswerIsToldAndTheAnswerClosed() throws Exception {
        UpstreamCall call =
                new Beside(target -> {}) {
                    @Override
                    public UpstreamError failure(Upstream.Reply reply) {
                        throw new IllegalStateException("a bug");
                    }
                };
        go.countDown();
        assertThatThrownBy(() -> open(call, 10_000)).hasMessage("a bug");
        closed.await();
    }

    @Test
    void aSecondRouteThatCannotBeAskedBreaksTheFirstOneOff() throws Exception {
        UpstreamCall call =
                new Beside(target -> {
                    if (target.upstreamModel().equals("two")) {
                        throw new IllegalStateException("can't be asked");
                    }
                });
        assertThatThrownBy(() -> open(call, 1)).hasMessage("can't be asked");
        go.countDown();
        closed.await();
        assertThat(closed.getCount()).isZero();
    }

    private void open(UpstreamCall call, int hedgeMillis) {
        Circuits circuits = new Circuits(InstantSource.system());
        Upstream upstream =
                (request, cancellation) -> {
                    awaitGo();
                    return new Answer();
                };
        new Fallback(upstream, circuits, () -> 0, call, hedgeMillis, new Cancellation())
                .open(ROUTES);
    }

    private void awaitGo() {
        try {
            go.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Target route(String name) {
        Provider provider =
                new Provider(
                        name,
                        name,
                        Provider.Protocol.OPENAI_CHAT,
                        "http://127.0.0.1:1/v1",
                        null,
                        0,
                        1,
                        true);
        return new Target(provider, null, name, null);
    }

    /// A call that may be made twice at once.
    private static class Beside implements UpstreamCall {
        private final Consumer<Target> asked;

        Beside(Consumer<Target> asked) {
            this.asked = asked;
        }

        @Override
        public Upstream.Request request(Target target) {
            asked.accept(target);
            return Upstream.Request.without("GET", target.provider(), null, "/models");
        }

        @Override
        public UpstreamCall beside() {
            return this;
        }
    }

    /// An answer that tells when it is closed.
    private final class Answer implements Upstream.Reply {
        @Override
        public int status() {
            return 200;
        }

        @Override
        public String contentType() {
            return "application/json";
        }

        @Override
        public @Nullable Duration retryAfter() {
            return null;
        }

        @Override
        public int read(byte[] buffer) {
            return -1;
        }

        @Override
        public void drain() {}

        @Override
        public void close() {
            closed.countDown();
        }
    }
}
