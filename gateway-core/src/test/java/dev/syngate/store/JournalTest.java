package dev.syngate.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A crash is a copy of the files while the store is open.
class JournalTest {
    private static final String MAP = "things";
    private static final int LARGER_THAN_A_FILE = 1_000_000;

    @TempDir private Path folder;
    @TempDir private Path crashed;

    /// Counts under its key how often it was applied.
    @SuppressWarnings("ArrayRecordComponent")
    private record Counted(byte[] bytes) implements JournalEntry {
        static Counted of(long number) {
            return new Counted(Keys.of(number));
        }

        @Override
        public void apply(WriteView view) {
            byte[] before = view.get(MAP, bytes);
            view.put(MAP, bytes, Keys.of(before == null ? 1 : Keys.number(before) + 1));
        }
    }

    private static Store open(Path place) {
        return new XodusStore(place, Set.of(MAP));
    }

    /// How often each number was applied, as a store that was opened after the crash says.
    private List<Long> afterACrash() throws IOException {
        return recovered(crash());
    }

    private Path crash() throws IOException {
        Path copy = Files.createTempDirectory(crashed, "store");
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(one -> !one.toString().endsWith(".lck")).toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        return copy;
    }

    private static List<Long> recovered(Path place) {
        try (Store store = open(place)) {
            store.recover(Counted::new);
            return counts(store);
        }
    }

    private static List<Long> counts(Store store) {
        List<Long> found = new ArrayList<>();
        store.read(view -> {
            view.ascend(MAP, new byte[0], (key, value) -> found.add(Keys.number(value)));
            return true;
        });
        return found;
    }

    private static void journalTogether(Store store, LongStream numbers) {
        try (ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor()) {
            numbers.forEach(n -> calls.execute(() -> store.journal(Counted.of(n))));
        }
    }

    @Test
    void whatWasJournalledIsReadAtOnceAndAfterACrashOnce() throws IOException {
        try (Store store = open(folder)) {
            for (long i = 0; i < 5; i++) {
                store.journal(Counted.of(i));
                assertThat(afterACrash()).hasSize((int) i + 1).containsOnly(1L);
            }
            assertThat(counts(store)).hasSize(5).containsOnly(1L);
            store.journal(Counted.of(5));
            store.writeNow(view -> true);
            store.journal(Counted.of(6));
            assertThat(afterACrash()).hasSize(7).containsOnly(1L);
        }
        assertThat(recovered(folder)).hasSize(7).containsOnly(1L);
    }

    @Test
    void entriesThatComeTogetherAreEachKeptOnceOverManyTurnsAndCrashes() throws IOException {
        int many = 0;
        try (Store store = open(folder)) {
            for (int round = 0; round < 8; round++) {
                int from = many;
                many += 700;
                journalTogether(store, LongStream.range(from, many));
                assertThat(afterACrash()).hasSize(many).containsOnly(1L);
            }
            assertThat(counts(store)).hasSize(many).containsOnly(1L);
        }
        assertThat(recovered(folder)).hasSize(many).containsOnly(1L);
    }

    @Test
    void everybodyReadsWhatTheyJournalledWhateverElseIsWritten() throws Exception {
        try (Store store = open(folder);
                ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> seen = new ArrayList<>();
            for (long i = 0; i < 2_000; i++) {
                Counted entry = Counted.of(i);
                seen.add(
                        calls.submit(() -> {
                            store.write(view -> true);
                            store.journal(entry);
                            return store.read(view -> view.get(MAP, entry.bytes()) != null);
                        }));
            }
            for (Future<Boolean> one : seen) {
                assertThat(one.get()).isTrue();
            }
        }
    }

    @Test
    void aFileThatIsFullMakesNobodyWaitForLong() {
        try (Store store = open(folder)) {
            byte[] large = new byte[LARGER_THAN_A_FILE];
            store.journal(new Counted(large));
            store.journal(Counted.of(1));
            assertThat(counts(store)).containsExactly(1L, 1L);
        }
        assertThat(recovered(folder)).containsExactly(1L, 1L);
    }

    @Test
    void whatWasTornIsLeftOutAndWhatWasBeforeItIsKept() throws IOException {
        Path copy;
        try (Store store = open(folder)) {
            store.journal(Counted.of(1));
            store.journal(Counted.of(2));
            copy = crash();
        }
        try (RandomAccessFile file =
                new RandomAccessFile(copy.resolve("journal-0").toFile(), "rw")) {
            file.seek(2 * (16 + 8) - 1);
            file.write(77);
        }
        assertThat(recovered(copy)).containsExactly(1L);
        assertThat(recovered(copy)).containsExactly(1L);
    }

    /// Writes, and says that it could not.
    private static final class Failing extends RandomAccessFile {
        private final AtomicBoolean fails;

        Failing(Path path, AtomicBoolean fails) throws IOException {
            super(path.toFile(), "rwd");
            this.fails = fails;
        }

        @Override
        public void write(byte[] bytes) throws IOException {
            super.write(bytes);
            if (fails.get()) {
                throw new IOException("Input/output error");
            }
        }
    }

    @Test
    void whatReachedTheDiskInAWriteThatFailedIsNotAppliedTwice() throws IOException {
        AtomicBoolean fails = new AtomicBoolean();
        Path copy;
        try (Store store = new XodusStore(folder, Set.of(MAP), path -> new Failing(path, fails))) {
            store.journal(Counted.of(0));
            fails.set(true);
            store.journal(Counted.of(1));
            assertThat(afterACrash()).containsExactly(1L, 1L);
            journalTogether(store, LongStream.range(2, 40));
            assertThat(afterACrash()).hasSize(40).containsOnly(1L);
            copy = crash();
            fails.set(false);
            store.journal(Counted.of(40));
            assertThat(afterACrash()).hasSize(41).containsOnly(1L);
        }
        assertThat(recovered(folder)).hasSize(41).containsOnly(1L);
        try (Store again = open(copy)) {
            again.recover(Counted::new);
            again.journal(Counted.of(40));
            folder = copy;
            assertThat(afterACrash()).hasSize(41).containsOnly(1L);
        }
    }

    @Test
    void nothingIsJournalledBeforeWhatACrashLeftIsRecovered() throws IOException {
        Path copy;
        try (Store store = open(folder)) {
            store.journal(Counted.of(1));
            copy = crash();
        }
        try (Store store = open(copy)) {
            assertThatThrownBy(() -> store.journal(Counted.of(2)))
                    .hasMessageContaining("recovered");
        }
        assertThat(recovered(copy)).containsExactly(1L);
    }

    @Test
    void anEntryThatCantBeAppliedIsNotInTheWayOfOthers() {
        JournalEntry broken =
                new JournalEntry() {
                    @Override
                    public byte[] bytes() {
                        return new byte[1];
                    }

                    @Override
                    public void apply(WriteView view) {
                        view.put("no such map", bytes(), bytes());
                    }
                };
        try (Store store = open(folder)) {
            store.journal(Counted.of(1));
            store.journal(broken);
            store.journal(Counted.of(2));
            store.writeNow(view -> {
                Counted.of(3).apply(view);
                return true;
            });
            assertThat(counts(store)).containsExactly(1L, 1L, 1L);
        }
    }

    @Test
    void aSnapshotHoldsWhatWasJournalledBeforeIt() throws IOException {
        try (Store store = open(folder)) {
            store.journal(Counted.of(1));
            Path copy = Files.createTempDirectory(crashed, "snapshot");
            try (StoreSnapshot snapshot = store.snapshot()) {
                for (StoreSnapshot.Part part : snapshot.parts()) {
                    byte[] all = Files.readAllBytes(part.file());
                    Files.write(
                            copy.resolve(part.file().getFileName()),
                            Arrays.copyOf(all, (int) part.size()));
                }
            }
            assertThat(recovered(copy)).containsExactly(1L);
            store.journal(Counted.of(2));
            assertThat(counts(store)).containsExactly(1L, 1L);
        }
    }
}
