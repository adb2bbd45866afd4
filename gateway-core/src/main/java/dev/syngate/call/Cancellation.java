package dev.syngate.call;

import java.util.ArrayList;
import java.util.List;

/// A call's way to be stopped from outside: by its client leaving, by Stop, by shutdown. Safe for
/// any thread.
public final class Cancellation {
    private final List<Runnable> actions = new ArrayList<>(2);
    private boolean cancelled;

    public synchronized boolean isCancelled() {
        return cancelled;
    }

    /// Runs the actions once; later calls do nothing.
    public void cancel() {
        List<Runnable> due;
        synchronized (this) {
            if (cancelled) {
                return;
            }
            cancelled = true;
            due = List.copyOf(actions);
        }
        due.forEach(Runnable::run);
    }

    /// Runs the action when the call is cancelled; at once when it is already. Actions must not
    /// block.
    public void onCancel(Runnable action) {
        synchronized (this) {
            if (!cancelled) {
                actions.add(action);
                return;
            }
        }
        action.run();
    }
}
