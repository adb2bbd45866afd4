package dev.syngate.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class XodusStoreTest {
    private static final String MAP = "things";

    @TempDir private Path folder;

    @Test
    void readsBackInOrderWhatWasWritten() {
        try (Store store = new XodusStore(folder, Set.of(MAP))) {
            for (long i : new long[] {3, 1, 2}) {
                put(store, i);
            }
            assertThat(numbers(store)).containsExactly(1L, 2L, 3L);
            assertThat(downFrom(store, Keys.of(3L))).containsExactly(2L, 1L);
            assertThat(downFrom(store, null)).containsExactly(3L, 2L, 1L);
        }
        try (Store reopened = new XodusStore(folder, Set.of(MAP))) {
            assertThat(numbers(reopened)).containsExactly(1L, 2L, 3L);
        }
    }

    @Test
    void aFailingWriteHarmsNoOther() {
        try (Store store = new XodusStore(folder, Set.of(MAP))) {
            List<CompletableFuture<Boolean>> good = new ArrayList<>();
            CompletableFuture<Boolean> bad = null;
            for (long i = 0; i < 50; i++) {
                long number = i;
                good.add(store.write(view -> write(view, number)));
                if (i == 25) {
                    bad = store.write(view -> fail());
                }
            }
            good.forEach(CompletableFuture::join);
            CompletableFuture<Boolean> failed = bad;
            assertThatThrownBy(failed::join).hasRootCauseMessage("no");
            assertThat(numbers(store)).hasSize(50);
        }
    }

    @Test
    void changesOfARecordThatAreCommittedTogetherAddUp() {
        RecordMap<Count> counts = new RecordMap<>(MAP, Count.class);
        byte[] key = Keys.of("count");
        try (Store store = new XodusStore(folder, Set.of(MAP))) {
            List<CompletableFuture<Count>> changes = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                changes.add(
                        store.write(
                                view -> counts.change(view, key, new Count(0), Count::oneMore)));
            }
            changes.forEach(CompletableFuture::join);
            List<Count> stored = store.read(counts::all);
            assertThat(stored).containsExactly(new Count(500));
        }
    }

    @Test
    void flushingShowsAViewItsOwnLateWrites() {
        RecordMap<Count> counts = new RecordMap<>(MAP, Count.class);
        byte[] key = Keys.of("count");
        try (Store store = new XodusStore(folder, Set.of(MAP))) {
            List<Long> seen =
                    store.writeNow(view -> {
                        counts.change(view, key, new Count(0), Count::oneMore);
                        long before = view.count(MAP);
                        view.flush();
                        return List.of(before, view.count(MAP));
                    });
            assertThat(seen).containsExactly(0L, 1L);
        }
    }

    record Count(int number) {
        Count oneMore() {
            return new Count(number + 1);
        }
    }

    @Test
    void listenersSeeDurableChangesInOrder() {
        try (Store store = new XodusStore(folder, Set.of(MAP))) {
            List<Long> seen = new ArrayList<>();
            store.subscribe(MAP, change -> seen.add(Keys.number(change.key())));
            put(store, 1);
            put(store, 2);
            assertThat(seen).containsExactly(1L, 2L);
        }
    }

    @Test
    void aSecondProcessIsToldThatTheDirectoryIsInUse() {
        try (Store store = new XodusStore(folder, Set.of(MAP))) {
            put(store, 1);
            assertThatThrownBy(() -> new XodusStore(folder, Set.of(MAP)))
                    .isInstanceOf(StoreInUseException.class);
        }
    }

    @Test
    void closingSucceedsHoweverQuicklyTheWriterTurns() {
        for (int round = 0; round < 30; round++) {
            Store store = new XodusStore(folder.resolve("round-" + round), Set.of(MAP));
            put(store, round);
            store.close();
        }
    }

    private static boolean fail() {
        throw new IllegalStateException("no");
    }

    private static void put(Store store, long number) {
        store.writeNow(view -> write(view, number));
    }

    private static boolean write(WriteView view, long number) {
        view.put(MAP, Keys.of(number), new byte[] {(byte) number});
        return true;
    }

    private static List<Long> numbers(Store store) {
        List<Long> found = new ArrayList<>();
        store.read(view -> {
            view.ascend(MAP, new byte[0], (key, value) -> found.add(Keys.number(key)));
            return true;
        });
        return found;
    }

    private static List<Long> downFrom(Store store, byte[] before) {
        List<Long> found = new ArrayList<>();
        store.read(view -> {
            view.descend(MAP, before, (key, value) -> found.add(Keys.number(key)));
            return true;
        });
        return found;
    }
}
