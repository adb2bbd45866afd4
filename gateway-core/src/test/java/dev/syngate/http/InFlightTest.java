package dev.syngate.http;

import dev.syngate.call.Cancellation;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class InFlightTest {
    @Test
    void aCallThatCannotBeLookedAfterIsNoHarmToTheOthers() throws Exception {
        CountDownLatch failed = new CountDownLatch(2);
        CountDownLatch lookedAfter = new CountDownLatch(1);
        try (InFlight inFlight = new InFlight()) {
            inFlight.add(
                    watched(() -> {
                        failed.countDown();
                        throw new IllegalStateException("its connection is gone");
                    }));
            failed.await();
            inFlight.add(watched(lookedAfter::countDown));
            lookedAfter.await();
        }
    }

    private static InFlight.Watched watched(Runnable sign) {
        return new InFlight.Watched() {
            @Override
            public Cancellation cancellation() {
                return new Cancellation();
            }

            @Override
            public void keepAlive(long now) {
                sign.run();
            }
        };
    }
}
