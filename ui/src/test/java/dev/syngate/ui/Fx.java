package dev.syngate.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javafx.application.Platform;

/// Runs parts of a test on the FX thread.
final class Fx {
    private static final long PATIENCE_SECONDS = 120;
    private static final long BETWEEN_LOOKS = 20_000_000;

    private Fx() {}

    static <T> T call(Callable<T> task) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Platform.runLater(() -> {
            try {
                result.complete(task.call());
            } catch (Throwable e) {
                result.completeExceptionally(e);
            }
        });
        return result.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    static void run(Runnable task) {
        call(() -> {
            task.run();
            return true;
        });
    }

    /// Waits until the condition, looked at on the FX thread, is true.
    static void until(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!call(condition::getAsBoolean)) {
            assertThat(System.nanoTime()).as("waited for: " + what).isLessThan(end);
            LockSupport.parkNanos(BETWEEN_LOOKS);
        }
    }
}
