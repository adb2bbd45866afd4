package dev.syngate.store;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.zip.CRC32C;

/// Two files beside the maps, for what must be durable at once: one takes the new entries while
/// those of the other are brought into the maps. Each entry has a number; the maps know up to which
/// one they have them, so that a file need not be cleared.
///
/// Entries that come together are written together, by the thread of one of them. A file keeps its
/// length from the start, so that a write changes nothing but its bytes. Safe for any thread.
final class Journal implements AutoCloseable {
    private static final int FILE_BYTES = 512 * 1024;

    /// Number, length and checksum, before the bytes.
    private static final int HEAD = Long.BYTES + Integer.BYTES + Integer.BYTES;

    private final Part[] parts;
    private final List<Recovered> found = new ArrayList<>();

    /// Those whose turn has not come; guarded by the monitor, as is whether somebody writes.
    private List<Waiting> waiting = new ArrayList<>();

    private boolean led;

    /// Guards what follows, and the files.
    private final Object writing = new Object();

    private final Runnable first;

    private int current;
    private long number;
    private List<Numbered> written = new ArrayList<>();
    private volatile long last;

    /// Opens a file of the journal for reading and for writes that last when they return.
    interface Opening {
        RandomAccessFile open(Path path) throws IOException;
    }

    /// Says that an entry could not be written, but may be on the disk after all.
    static final class UnsureException extends IOException {
        private static final long serialVersionUID = 1;
        private final long number;

        UnsureException(long number, IOException cause) {
            super("entry " + number + " of the journal could not be written", cause);
            this.number = number;
        }

        long number() {
            return number;
        }
    }

    /// An entry with its number.
    record Numbered(long number, JournalEntry entry) {}

    /// An entry that was there when the journal was opened.
    @SuppressWarnings("ArrayRecordComponent")
    record Recovered(long number, byte[] bytes) {}

    private static final class Waiting {
        final JournalEntry entry;
        final byte[] bytes;

        /// 0: none yet.
        long number;

        /// Whether it is this one's turn to write; false: it has been written.
        final CompletableFuture<Boolean> turn = new CompletableFuture<>();

        Waiting(JournalEntry entry) {
            this.entry = entry;
            this.bytes = entry.bytes();
        }
    }

    private static final class Part {
        final RandomAccessFile file;
        int end;

        Part(Path path, Opening opening) throws IOException {
            boolean fresh = !Files.exists(path);
            file = opening.open(path);
            if (fresh || file.length() < FILE_BYTES) {
                file.setLength(FILE_BYTES);
                file.write(new byte[FILE_BYTES]);
                file.getFD().sync();
            }
        }
    }

    /// What is written is on the disk when the write returns; no interrupt closes the file.
    static RandomAccessFile open(Path path) throws IOException {
        return new RandomAccessFile(path.toFile(), "rwd");
    }

    /// @param applied which entries the maps have
    /// @param first called when there is an entry after none
    Journal(Path folder, Opening opening, Applied applied, Runnable first) throws IOException {
        this.first = first;
        parts =
                new Part[] {
                    new Part(folder.resolve("journal-0"), opening),
                    new Part(folder.resolve("journal-1"), opening)
                };
        for (Part part : parts) {
            read(part);
        }
        found.sort(Comparator.comparingLong(Recovered::number));
        number = Math.max(applied.last(), found.isEmpty() ? 0 : found.getLast().number());
        found.removeIf(one -> applied.has(one.number()));
    }

    private void read(Part part) throws IOException {
        byte[] bytes = new byte[FILE_BYTES];
        part.file.seek(0);
        part.file.readFully(bytes);
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        long before = 0;
        while (buffer.remaining() > HEAD) {
            long number = buffer.getLong();
            int length = buffer.getInt();
            int checksum = buffer.getInt();
            // what is left of an earlier turn has smaller numbers
            if (number <= before || length < 0 || length > buffer.remaining()) {
                return;
            }
            byte[] entry = new byte[length];
            buffer.get(entry);
            if (checksum != checksum(number, entry)) {
                return;
            }
            found.add(new Recovered(number, entry));
            before = number;
        }
    }

    private static int checksum(long number, byte[] bytes) {
        CRC32C sum = new CRC32C();
        sum.update(ByteBuffer.allocate(Long.BYTES).putLong(0, number));
        sum.update(bytes);
        return (int) sum.getValue();
    }

    /// The entries that were there at the start and are in no map, in their order.
    List<Recovered> left() {
        return List.copyOf(found);
    }

    /// They are in the maps now.
    void recovered() {
        found.clear();
    }

    /// The number of the last entry that was written.
    long last() {
        return last;
    }

    /// Returns when the entry is durable.
    ///
    /// @throws UnsureException when it could not be written, and may be on the disk all the same
    /// @throws IOException when nothing of it was; both also as the cause of a
    ///   [java.util.concurrent.CompletionException]
    void append(JournalEntry entry) throws IOException {
        if (!found.isEmpty()) {
            throw new IllegalStateException("what a crash left has not been recovered");
        }
        Waiting mine = new Waiting(entry);
        boolean leads;
        synchronized (this) {
            waiting.add(mine);
            leads = !led;
            led = true;
        }
        if (leads || mine.turn.join()) {
            lead(mine);
        }
    }

    private static IOException failure(Waiting one, IOException why) {
        return one.number == 0 ? why : new UnsureException(one.number, why);
    }

    /// Writes what waits, and leaves what comes meanwhile to the first of them.
    ///
    /// @param mine one of what waits
    private void lead(Waiting mine) throws IOException {
        List<Waiting> together;
        synchronized (this) {
            together = waiting;
            waiting = new ArrayList<>();
        }
        IOException failure = null;
        try {
            write(together);
        } catch (IOException e) {
            failure = e;
        }
        Waiting next;
        synchronized (this) {
            next = waiting.isEmpty() ? null : waiting.getFirst();
            led = next != null;
        }
        if (next != null) {
            next.turn.complete(true);
        }
        for (Waiting one : together) {
            if (failure == null) {
                one.turn.complete(false);
            } else {
                one.turn.completeExceptionally(failure(one, failure));
            }
        }
        if (failure != null) {
            throw failure(mine, failure);
        }
    }

    private void write(List<Waiting> together) throws IOException {
        boolean isFirst;
        synchronized (writing) {
            isFirst = written.isEmpty();
            writeAlone(together);
        }
        if (isFirst) {
            first.run();
        }
    }

    private void writeAlone(List<Waiting> together) throws IOException {
        Part part = parts[current];
        int length = together.stream().mapToInt(one -> HEAD + one.bytes.length).sum();
        if (part.end + length > FILE_BYTES) {
            throw new IOException("the journal is full");
        }
        ByteBuffer buffer = ByteBuffer.allocate(length);
        List<Numbered> entries = new ArrayList<>(together.size());
        for (Waiting one : together) {
            // one that can't be written keeps its number: it may be on the disk after all
            one.number = ++number;
            buffer.putLong(number).putInt(one.bytes.length);
            buffer.putInt(checksum(number, one.bytes)).put(one.bytes);
            entries.add(new Numbered(number, one.entry));
        }
        part.file.seek(part.end);
        part.file.write(buffer.array());
        part.end += length;
        written.addAll(entries);
        last = number;
    }

    /// Takes what was written since the last turn; new entries go to the other file, whose own must
    /// be in the maps by now.
    List<Numbered> turn() {
        synchronized (writing) {
            if (written.isEmpty()) {
                return List.of();
            }
            List<Numbered> taken = written;
            written = new ArrayList<>();
            current = 1 - current;
            parts[current].end = 0;
            return taken;
        }
    }

    @Override
    public void close() throws IOException {
        for (Part part : parts) {
            part.file.close();
        }
    }
}
