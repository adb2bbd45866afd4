package dev.syngate.routing;

import dev.syngate.call.Cancellation;
import dev.syngate.call.Refusal;
import dev.syngate.provider.Credential;
import dev.syngate.provider.Upstream;
import dev.syngate.routing.Dispatcher.Dispatch;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/// The way of one call from route to route. Used once.
final class Fallback {
    /// How long a caller is kept waiting at most for a provider that asks to wait.
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private static final long FIRST_BACKOFF_MILLIS = 100;

    private final Upstream upstream;
    private final Circuits circuits;
    private final UpstreamCall call;
    private final Cancellation cancellation;
    private final DoubleSupplier random;
    private final int hedgeMillis;
    private final Verdicts verdicts;
    private List<Target> targets = List.of();

    /// The place in the list of the route after the one that is tried.
    private int next;

    /// Those that were asked beside others.
    private List<Target> hedged = List.of();

    /// @param hedgeMillis after which silence another route is asked too; 0: none is
    Fallback(
            Upstream upstream,
            Circuits circuits,
            DoubleSupplier random,
            UpstreamCall call,
            int hedgeMillis,
            Cancellation cancellation) {
        this.hedgeMillis = hedgeMillis;
        this.random = random;
        this.upstream = upstream;
        this.circuits = circuits;
        this.call = call;
        this.cancellation = cancellation;
        this.verdicts = new Verdicts(upstream, circuits, cancellation);
    }

    /// Tries the targets in their order, those whose circuit is open after all others. Nobody is
    /// asked who asked to be left alone for longer than a caller can be kept waiting.
    Dispatch open(List<Target> routes) {
        targets = routes;
        List<Target> skipped = List.of();
        for (int i = 0; i < targets.size(); i++) {
            Target target = targets.get(i);
            next = i + 1;
            if (hedged.contains(target)) {
                continue;
            }
            CircuitBreaker circuit = circuits.of(target);
            if (!circuit.admits(circuits.now())) {
                boolean asks = circuit.asksToWait(circuits.now()) != null;
                verdicts.note(target, asks ? "skipped: asked to wait" : "skipped: circuit open", 0);
                skipped = skipped.isEmpty() ? new ArrayList<>(targets.size()) : skipped;
                skipped.add(target);
                continue;
            }
            verdicts.left(targets.size() - 1 - i + skipped.size());
            Dispatch end = attempt(target);
            if (end != null) {
                return end;
            }
        }
        return skipped.isEmpty() ? verdicts.nothing() : openSkipped(skipped);
    }

    private Dispatch openSkipped(List<Target> skipped) {
        targets = List.of();
        List<Target> asking = new ArrayList<>(skipped.size());
        int left = skipped.size();
        for (Target target : skipped) {
            verdicts.left(--left);
            if (circuits.of(target).asksToWait(circuits.now()) != null) {
                asking.add(target);
                continue;
            }
            Dispatch end = attempt(target);
            if (end != null) {
                return end;
            }
        }
        for (Target target : asking) {
            Refusal said = circuits.of(target).asksToWait(circuits.now());
            Duration wait = said == null ? null : said.retryAfter();
            if (said != null && wait != null && wait.compareTo(LONGEST_PAUSE) > 0) {
                verdicts.add(said);
                continue;
            }
            pause(wait == null ? 0 : wait.toMillis());
            Dispatch end = attempt(target);
            if (end != null) {
                return end;
            }
        }
        return verdicts.nothing();
    }

    /// Tries one route, unless this call has shown already that its credential is of no use; null:
    /// the next may do better.
    private @Nullable Dispatch attempt(Target target) {
        Credential credential = target.credential();
        if (credential != null && verdicts.isUseless(credential)) {
            verdicts.note(target, "skipped: the same key failed", 0);
            return null;
        }
        if (verdicts.wantsPause(target)) {
            pause(backoff(verdicts.attempts()));
        }
        return cancellation.isCancelled() ? verdicts.abandoned() : ask(target);
    }

    /// Longer with every attempt, and never the same for many callers at once.
    private long backoff(int attempt) {
        long longest = Math.min(FIRST_BACKOFF_MILLIS << Math.min(attempt - 1, 6), 2_000);
        return Math.round(longest * (0.5 + random.getAsDouble() / 2));
    }

    private void pause(long millis) {
        if (millis <= 0) {
            return;
        }
        CountDownLatch left = new CountDownLatch(1);
        cancellation.onCancel(left::countDown);
        try {
            left.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable Dispatch ask(Target target) {
        UpstreamCall first = hedgeMillis > 0 && hasOther(target) ? call.beside() : null;
        if (first != null) {
            return race(Asked.of(target, first, circuits));
        }
        return verdicts.ask(Asked.of(target, call, circuits));
    }

    /// Whether there is a route left at another place.
    private boolean hasOther(Target target) {
        for (int i = next; i < targets.size(); i++) {
            if (!isNear(targets.get(i), target)) {
                return true;
            }
        }
        return false;
    }

    /// Whether both are asked with the same credential, or at the same server without one.
    private static boolean isNear(Target one, Target other) {
        return Whereabouts.place(one).equals(Whereabouts.place(other));
    }

    /// Asks the route and, where it is silent for too long, another one at the same time; whichever
    /// answers first serves.
    private @Nullable Dispatch race(Asked first) {
        try (Race race = new Race(upstream, circuits, cancellation)) {
            return race(race, first);
        }
    }

    private @Nullable Dispatch race(Race race, Asked first) {
        long start = System.nanoTime();
        Race.Runner one = race.start(first);
        Race.Runner ended = race.next(hedgeMillis);
        Asked second = ended == null ? second(first.target()) : null;
        if (second == null) {
            Race.Runner only = ended == null ? race.next(-1) : ended;
            return verdicts.judge(first, triedBy(only));
        }
        Race.Runner two = race.start(second);
        Race.Runner winner = race.next(-1);
        if (winner != null && !winner.answers()) {
            winner = race.next(-1);
        }
        verdicts.waited(System.nanoTime() - start - judged(one, winner) - judged(two, winner));
        return winner != null && winner.answers()
                ? won(winner, winner == one ? two : one)
                : lost(one, two);
    }

    /// The time of an attempt that is counted when it is judged: those that lose are not.
    private static long judged(Race.Runner runner, Race.@Nullable Runner winner) {
        Tried found = runner.tried();
        return found == null || (runner != winner && runner.answers()) ? 0 : found.nanos();
    }

    /// The next route at another place that may be asked now; null: none.
    private @Nullable Asked second(Target first) {
        for (int i = next; i < targets.size(); i++) {
            Target target = targets.get(i);
            Credential credential = target.credential();
            boolean failed = credential != null && verdicts.isUseless(credential);
            UpstreamCall beside =
                    failed
                                    || hedged.contains(target)
                                    || isNear(target, first)
                                    || !circuits.of(target).admits(circuits.now())
                            ? null
                            : call.beside();
            if (beside != null) {
                hedged = hedged.isEmpty() ? new ArrayList<>(2) : hedged;
                hedged.add(target);
                return Asked.of(target.because(Target.Reason.HEDGE), beside, circuits);
            }
        }
        return null;
    }

    private @Nullable Dispatch won(Race.Runner winner, Race.Runner other) {
        Tried found = other.tried();
        if (found == null || other.answers()) {
            Asked asked = other.asked();
            other.drop();
            verdicts.note(
                    asked.target(),
                    "given up: another route answered first; its prompt may cost",
                    other.millis(),
                    asked.call().spentOnPrompt(asked.target()));
            asked.circuit().inconclusive(circuits.now());
        } else {
            verdicts.judge(other.asked(), triedBy(other), 0);
        }
        return verdicts.judge(winner.asked(), triedBy(winner));
    }

    /// Neither answers: the verdict on the first stands, unless the second one's is final.
    private @Nullable Dispatch lost(Race.Runner one, Race.Runner two) {
        if (two.tried() == null) {
            two.drop();
        }
        Dispatch second = verdicts.judge(two.asked(), triedBy(two), 0);
        Dispatch first = verdicts.judge(one.asked(), triedBy(one));
        return first == null ? second : first;
    }

    private static Tried triedBy(Race.@Nullable Runner runner) {
        Tried found = runner == null ? null : runner.take();
        return found == null ? new Tried.Breaks(new IOException("cancelled"), false, 0, 0) : found;
    }
}
