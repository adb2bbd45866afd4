package dev.syngate.routing;

import dev.syngate.call.Cancellation;
import dev.syngate.provider.Upstream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Attempts that run at the same time, each on a thread of its own, until one of them answers. Used
/// by one thread; when it is closed, those that nobody took are broken off.
final class Race implements AutoCloseable {
    private final Upstream upstream;
    private final Circuits circuits;
    private final Cancellation cancellation;
    private final List<Runner> runners = new ArrayList<>(2);
    private final LinkedBlockingQueue<Runner> ended = new LinkedBlockingQueue<>();

    Race(Upstream upstream, Circuits circuits, Cancellation cancellation) {
        this.upstream = upstream;
        this.circuits = circuits;
        this.cancellation = cancellation;
    }

    /// One attempt of the race.
    static final class Runner {
        private final Asked asked;
        private final Cancellation own = new Cancellation();
        private final long start = System.nanoTime();
        private @Nullable Tried tried;
        private @Nullable Throwable bug;
        private boolean isOut;
        private boolean isTaken;

        private Runner(Asked asked) {
            this.asked = asked;
        }

        Asked asked() {
            return asked;
        }

        /// What came of it; null: it runs.
        synchronized @Nullable Tried tried() {
            return tried;
        }

        boolean answers() {
            return tried() instanceof Tried.Answers;
        }

        long millis() {
            return (System.nanoTime() - start) / 1_000_000;
        }

        /// What came of it, which is now the caller's to close; null: nothing yet.
        synchronized @Nullable Tried take() {
            isTaken = tried != null;
            return tried;
        }

        private synchronized boolean isTaken() {
            return isTaken;
        }

        private synchronized void failBy(Throwable unexpected) {
            bug = unexpected;
        }

        /// What went wrong in the gateway itself is the caller's, as if it had asked.
        private synchronized void rethrow() {
            switch (bug) {
                case RuntimeException e -> throw e;
                case Error e -> throw e;
                case null, default -> {}
            }
        }

        private synchronized boolean end(Tried found) {
            if (isOut) {
                return false;
            }
            tried = found;
            return true;
        }

        /// Breaks it off, whether it has ended or not.
        void drop() {
            Tried found;
            synchronized (this) {
                isOut = true;
                found = tried;
            }
            own.cancel();
            if (found != null) {
                found.drop();
            }
        }
    }

    Runner start(Asked asked) {
        Runner runner = new Runner(asked);
        runners.add(runner);
        cancellation.onCancel(runner.own::cancel);
        Thread.ofVirtual().name("attempt").start(() -> run(runner));
        return runner;
    }

    private void run(Runner runner) {
        Asked asked = runner.asked;
        Tried found;
        try {
            found =
                    Tried.ask(
                            upstream,
                            asked.call(),
                            asked.sent(),
                            asked.circuit(),
                            circuits,
                            runner.own);
        } catch (RuntimeException | Error e) {
            runner.failBy(e);
            ended.add(runner);
            return;
        }
        if (runner.end(found)) {
            ended.add(runner);
        } else {
            found.drop();
        }
    }

    /// The next that ends; null: none within the time.
    ///
    /// @param millis negative: as long as it takes
    @Nullable Runner next(long millis) {
        try {
            Runner next = millis < 0 ? ended.take() : ended.poll(millis, TimeUnit.MILLISECONDS);
            if (next != null) {
                next.rethrow();
            }
            return next;
        } catch (InterruptedException e) {
            cancellation.cancel();
            Thread.currentThread().interrupt();
            return null;
        }
    }

    @Override
    public void close() {
        runners.stream().filter(runner -> !runner.isTaken()).forEach(Runner::drop);
    }
}
