package dev.syngate.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class StoreSnapshotTest {
    private static final Set<String> MAPS = Set.of("left", "right", "same");

    @TempDir private Path folder;

    /// Every transaction adds a number on both sides and overwrites a third place, across several
    /// of the engine's files.
    @Test
    void aSnapshotIsTheStoreOfOneMomentHoweverMuchIsWrittenMeanwhile() throws Exception {
        try (Store store = new XodusStore(folder.resolve("store"), MAPS);
                Pairs pairs = new Pairs(store)) {
            for (int round = 0; round < 8; round++) {
                pairs.await(pairs.durable.get() + 300);
                long before = pairs.durable.get();
                Path copy = folder.resolve("copy-" + round);
                int files = copy(store, copy);
                assertThat(files).isPositive();
                try (Store copied = new XodusStore(copy, MAPS)) {
                    long count = copied.read(view -> requireWhole(view));
                    assertThat(count).isGreaterThanOrEqualTo(before);
                }
            }
        }
        try (Store reopened = new XodusStore(folder.resolve("store"), MAPS)) {
            assertThat(reopened.<Long>read(view -> requireWhole(view))).isGreaterThan(2400);
        }
    }

    @Test
    void aSecondSnapshotWaitsForTheFirstAndClosingWaitsForBoth() {
        Store store = new XodusStore(folder.resolve("store"), MAPS);
        StoreSnapshot first = store.snapshot();
        CompletableFuture<Void> second = CompletableFuture.runAsync(() -> store.snapshot().close());
        assertThat(second).isNotDone();
        first.close();
        second.join();
        store.close();
        assertThatThrownBy(store::snapshot).hasMessage("the store is closed");
    }

    @Test
    void aLockedFolderCanNotBeOpenedAndAnOpenOneNotLocked() throws Exception {
        Path store = Files.createDirectory(folder.resolve("store"));
        try (StoreLock lock = StoreLock.of(store)) {
            assertThat(lock).isNotNull();
            assertThatThrownBy(() -> new XodusStore(store, MAPS))
                    .isInstanceOf(StoreInUseException.class);
        }
        try (Store open = new XodusStore(store, MAPS)) {
            assertThat(open).isNotNull();
            assertThatThrownBy(() -> StoreLock.of(store)).isInstanceOf(StoreInUseException.class);
        }
    }

    private static int copy(Store store, Path target) throws Exception {
        Files.createDirectory(target);
        try (StoreSnapshot snapshot = store.snapshot()) {
            for (StoreSnapshot.Part part : snapshot.parts()) {
                try (InputStream in = Files.newInputStream(part.file());
                        OutputStream out =
                                Files.newOutputStream(target.resolve(part.file().getFileName()))) {
                    out.write(in.readNBytes((int) part.size()));
                }
            }
            return snapshot.parts().size();
        }
    }

    private static Long requireWhole(ReadView view) {
        long count = view.count("left");
        assertThat(view.count("right")).isEqualTo(count);
        AtomicLong expected = new AtomicLong();
        view.ascend(
                "right",
                new byte[0],
                (key, value) -> Keys.number(key) == expected.getAndIncrement());
        assertThat(expected.get()).isEqualTo(count);
        byte[] last = view.get("same", Keys.of("last"));
        assertThat(last == null ? -1 : Keys.number(last)).isEqualTo(count - 1);
        return count;
    }

    /// Writes until it is closed.
    private static final class Pairs implements AutoCloseable {
        private static final byte[] FILLING = new byte[8 * 1024];
        private final AtomicLong durable = new AtomicLong();
        private final AtomicBoolean stopped = new AtomicBoolean();
        private final CompletableFuture<Void> ended;

        Pairs(Store store) {
            ended = CompletableFuture.runAsync(() -> write(store));
        }

        private void write(Store store) {
            for (long next = 0; !stopped.get(); next += 4) {
                long from = next;
                List.of(0, 1, 2, 3).stream()
                        .map(i -> store.write(view -> write(view, from + i)))
                        .toList()
                        .forEach(CompletableFuture::join);
                durable.set(from + 4);
            }
        }

        private static boolean write(WriteView view, long number) {
            view.put("left", Keys.of(number), FILLING);
            view.put("right", Keys.of(number), FILLING);
            view.put("same", Keys.of("last"), Keys.of(number));
            return true;
        }

        void await(long count) {
            while (durable.get() < count) {
                Thread.onSpinWait();
            }
        }

        @Override
        public void close() {
            stopped.set(true);
            ended.join();
        }
    }
}
