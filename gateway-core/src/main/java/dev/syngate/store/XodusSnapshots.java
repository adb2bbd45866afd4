package dev.syngate.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Supplier;
import jetbrains.exodus.backup.BackupStrategy;
import jetbrains.exodus.backup.VirtualFileDescriptor;
import jetbrains.exodus.env.Environment;

/// Snapshots of the engine's files, one at a time: the engine's garbage collection can be suspended
/// only once.
final class XodusSnapshots {
    private final Environment environment;
    private final Semaphore free = new Semaphore(1);
    private volatile boolean ended;

    XodusSnapshots(Environment environment) {
        this.environment = environment;
    }

    /// @param betweenCommits runs the given work while nothing is being committed
    StoreSnapshot take(
            Function<Supplier<List<StoreSnapshot.Part>>, List<StoreSnapshot.Part>> betweenCommits) {
        free.acquireUninterruptibly();
        if (ended) {
            free.release();
            throw new IllegalStateException(StoreWriter.CLOSED);
        }
        BackupStrategy strategy = environment.getBackupStrategy();
        try {
            strategy.beforeBackup();
            return new StoreSnapshot(
                    betweenCommits.apply(() -> partsOf(strategy)), () -> release(strategy));
        } catch (Exception e) {
            release(strategy);
            throw failure(e);
        }
    }

    /// Waits until no snapshot is held, and hands out none any more.
    void end() {
        free.acquireUninterruptibly();
        ended = true;
        free.release();
    }

    private static List<StoreSnapshot.Part> partsOf(BackupStrategy strategy) {
        List<StoreSnapshot.Part> parts = new ArrayList<>();
        for (VirtualFileDescriptor file : strategy.getContents()) {
            long size = Math.min(file.getFileSize(), strategy.acceptFile(file));
            if (file.getFile() != null && size > 0) {
                parts.add(new StoreSnapshot.Part(file.getFile().toPath(), size));
            }
        }
        return parts;
    }

    private void release(BackupStrategy strategy) {
        try {
            strategy.afterBackup();
        } catch (Exception e) {
            throw failure(e);
        } finally {
            free.release();
        }
    }

    private static RuntimeException failure(Exception e) {
        return e instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(e);
    }
}
