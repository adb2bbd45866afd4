package dev.syngate.routing;

import dev.syngate.call.Cancellation;
import dev.syngate.provider.Credential;
import dev.syngate.provider.Provider;
import dev.syngate.provider.Providers;
import dev.syngate.routing.Circuits.Suspect;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Asks providers that failed whether they are back, so that no call has to find out: shortly
/// before the circuit would let one through, and then less and less often. Providers that do well
/// are left alone, and so are those that asked to be. Safe for any thread.
public final class Probes implements AutoCloseable {
    /// How often is looked whether there is something to ask.
    public static final Duration NEXT_LOOK = Duration.ofSeconds(5);

    /// Asked before its circuit opens, so that the answer is there when it does.
    private static final long AHEAD_MILLIS = 2 * NEXT_LOOK.toMillis();

    private static final Logger LOG = System.getLogger(Probes.class.getName());

    private final Circuits circuits;
    private final Providers providers;
    private final Free free;
    private final Paid paid;
    private final Supplier<Kind> kind;
    private final Map<String, Cancellation> running = new ConcurrentHashMap<>();
    private final CountDownLatch stopped = new CountDownLatch(1);

    /// What may be asked.
    public enum Kind {
        OFF,
        /// What costs nothing: the list of models.
        FREE,
        /// Where that proves too little, a few tokens of the model that failed.
        PAID
    }

    /// Whether the provider answers the credential, for nothing.
    @FunctionalInterface
    public interface Free {
        boolean answers(
                Provider provider, @Nullable Credential credential, Cancellation cancellation);
    }

    /// Whether the model answers, for money.
    @FunctionalInterface
    public interface Paid {
        boolean answers(Target target, Cancellation cancellation);
    }

    /// Does nothing until [#start].
    ///
    /// @param kind what may be asked now
    public Probes(
            Circuits circuits, Providers providers, Free free, Paid paid, Supplier<Kind> kind) {
        this.circuits = circuits;
        this.providers = providers;
        this.free = free;
        this.paid = paid;
        this.kind = kind;
    }

    /// Looks from now on, on a thread of its own.
    public Probes start() {
        Thread.ofVirtual().name("probes").start(this::lookUntilStopped);
        return this;
    }

    private void lookUntilStopped() {
        try {
            while (!stopped.await(NEXT_LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Asks those that are due.
    ///
    /// @return done when all have answered
    public CompletableFuture<Void> look() {
        if (kind.get() == Kind.OFF || !circuits.haveFailures()) {
            return CompletableFuture.completedFuture(null);
        }
        List<CompletableFuture<Void>> asked = new ArrayList<>();
        for (Provider provider : providers.list()) {
            if (provider.enabled()) {
                circuits.suspects(provider, AHEAD_MILLIS).stream()
                        .collect(Collectors.groupingBy(Suspect::place))
                        .forEach((place, suspects) -> ask(provider, place, suspects, asked));
            }
        }
        return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new));
    }

    private void ask(
            Provider provider,
            String place,
            List<Suspect> suspects,
            List<CompletableFuture<Void>> asked) {
        Cancellation cancellation = new Cancellation();
        if (running.putIfAbsent(place, cancellation) != null) {
            return;
        }
        CompletableFuture<Void> done = new CompletableFuture<>();
        asked.add(done);
        Thread.ofVirtual()
                .name("probe")
                .start(() -> {
                    try {
                        ask(provider, suspects, cancellation);
                    } catch (RuntimeException e) {
                        LOG.log(Level.WARNING, "a probe failed", e);
                    } finally {
                        running.remove(place);
                        done.complete(null);
                    }
                });
    }

    private void ask(Provider provider, List<Suspect> suspects, Cancellation cancellation) {
        Credential credential = suspects.getFirst().credential();
        boolean answers = free.answers(provider, credential, cancellation);
        for (Suspect suspect : suspects) {
            if (cancellation.isCancelled()) {
                return;
            }
            long now = circuits.now();
            CircuitBreaker circuit = suspect.circuit();
            if (!answers) {
                circuit.stillFails(now);
            } else if (circuit.isProvenByAnyAnswer()) {
                circuit.recovered();
                LOG.log(Level.INFO, "the provider " + provider.name() + " is back");
            } else if (kind.get() == Kind.PAID) {
                Target target = new Target(provider, credential, suspect.model(), null);
                if (paid.answers(target, cancellation)) {
                    circuit.recovered();
                } else {
                    circuit.stillFails(circuits.now());
                }
            } else {
                circuit.mayBeTried(now);
            }
        }
    }

    @Override
    public void close() {
        stopped.countDown();
        running.values().stream().forEach(Cancellation::cancel);
    }
}
