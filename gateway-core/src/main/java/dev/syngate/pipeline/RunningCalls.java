package dev.syngate.pipeline;

import dev.syngate.access.Admission;
import dev.syngate.bodies.BodyLog;
import dev.syngate.bodies.BodyPolicy;
import dev.syngate.bodies.BodyPolicy.Keep;
import dev.syngate.call.Call;
import dev.syngate.protocol.ApiRequest;
import dev.syngate.requestlog.RunningRequest;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The calls that run right now, by their ids; chats too. Safe for any thread.
public final class RunningCalls {
    private final Map<String, RunningCall> running = new ConcurrentHashMap<>();
    private final BodyLog bodies;

    /// @param bodies says of which calls it is kept what was said, and keeps it
    public RunningCalls(BodyLog bodies) {
        this.bodies = bodies;
    }

    /// What runs, the newest first.
    public List<RunningRequest> list() {
        return running.values().stream()
                .map(call -> new RunningRequest(call.asRecord(), call.sent()))
                .sorted(Comparator.comparing((RunningRequest one) -> one.request().id()).reversed())
                .toList();
    }

    /// The lowest id of those that arrived since then; null: there are none.
    public @Nullable String oldestSince(Instant since) {
        return running.values().stream()
                .map(RunningCall::call)
                .filter(call -> call.time().isAfter(since))
                .map(Call::id)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /// Stops the call: its client sees a broken connection, and what it got is charged.
    ///
    /// @return whether it ran
    public boolean cancel(String id) {
        RunningCall call = running.get(id);
        if (call != null) {
            call.call().cancellation().cancel();
        }
        return call != null;
    }

    RunningCall begin(Call call, Admission admission, ApiRequest request, Reply reply) {
        BodyPolicy policy = bodies.policy();
        Keep keep = call.isReplay() ? Keep.ALL : policy.of(admission.spender().key());
        RunningCall begun =
                new RunningCall(call, admission, request, reply, keep, policy.kibibytes());
        running.put(call.id(), begun);
        return begun;
    }

    void end(RunningCall call) {
        running.remove(call.call().id());
        call.keepIn(bodies);
    }
}
