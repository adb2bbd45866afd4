package dev.syngate.backup;

import dev.syngate.call.RefusedException;
import dev.syngate.secrets.PrivateFile;
import java.io.File;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A data directory in the making, in a hidden folder beside the place that it will take.
///
/// Whenever the process is killed, [#settle] leaves a whole data directory: what had been completed
/// takes its place if that is free, everything else is removed. A file in the draft tells whether
/// it is complete and where the old data went; it is locked as long as somebody works with the
/// draft, and is removed as the very last.
final class RestoreDraft implements AutoCloseable {
    private static final Logger LOG = System.getLogger(RestoreDraft.class.getName());
    private static final String MARK = ".restored";

    /// Ends what is written into the mark.
    private static final String COMPLETE = "\n";

    /// Windows moves no folder in which a file is open.
    private static final boolean OPEN_FILES_HINDER_MOVES = File.separatorChar == '\\';

    private final Path place;
    private final Path folder;
    private final FileChannel mark;

    private RestoreDraft(Path place, Path folder, FileChannel mark) {
        this.place = place;
        this.folder = folder;
        this.mark = mark;
    }

    static RestoreDraft beside(Path place) throws IOException {
        Path parent = place.getParent();
        if (parent == null) {
            throw RefusedException.conflict(place + " can't be a data directory");
        }
        Files.createDirectories(parent);
        Path folder = Files.createTempDirectory(parent, prefix(place));
        FileChannel mark =
                FileChannel.open(
                        folder.resolve(MARK),
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.WRITE);
        mark.lock();
        return new RestoreDraft(place, folder, mark);
    }

    private static String prefix(Path place) {
        return "." + place.getFileName() + ".restoring-";
    }

    /// Where the new data is put together.
    Path folder() {
        return folder;
    }

    /// Nothing is missing any more.
    ///
    /// @param aside where the old data will go; null: there is none
    void complete(@Nullable Path aside) throws IOException {
        String told = (aside == null ? "" : aside.getFileName()) + COMPLETE;
        mark.write(ByteBuffer.wrap(told.getBytes(StandardCharsets.UTF_8)));
        mark.force(true);
        if (OPEN_FILES_HINDER_MOVES) {
            mark.close();
        }
    }

    /// Frees the place of a complete draft.
    ///
    /// @param aside as it was told when the draft was completed
    void moveOld(@Nullable Path aside) throws IOException {
        if (aside == null) {
            Files.deleteIfExists(place);
        } else {
            Files.move(place, aside);
        }
    }

    /// Puts a complete draft into the free place; where that fails the old data is there again.
    void takePlace(@Nullable Path aside) throws IOException {
        try {
            Files.move(folder, place);
        } catch (IOException e) {
            if (aside != null) {
                Files.move(aside, place);
            }
            throw e;
        }
        finish(place);
    }

    /// Removes what did not take its place.
    @Override
    public void close() throws IOException {
        mark.close();
        remove(folder);
    }

    /// Finishes or undoes what a process that was killed left of its restores.
    static void settle(Path place) throws IOException {
        Path parent = place.getParent();
        if (parent == null) {
            return;
        }
        String[] names = parent.toFile().list();
        if (names == null) {
            return;
        }
        String prefix = prefix(place);
        for (String name : names) {
            if (name.startsWith(prefix)) {
                settle(parent.resolve(name), place);
            }
        }
        if (isComplete(place)) {
            finish(place);
        }
    }

    private static void settle(Path draft, Path place) throws IOException {
        try (FileChannel mark = FileChannel.open(draft.resolve(MARK), StandardOpenOption.WRITE)) {
            if (mark.tryLock() == null) {
                return;
            }
        } catch (OverlappingFileLockException e) {
            LOG.log(Level.DEBUG, "this process works with it", e);
            return;
        } catch (NoSuchFileException e) {
            LOG.log(Level.DEBUG, "it was hardly begun", e);
        }
        if (isComplete(draft) && isEmpty(place)) {
            Files.deleteIfExists(place);
            Files.move(draft, place);
            LOG.log(Level.WARNING, "a restore that was cut short is finished: {0}", place);
        } else {
            remove(draft);
            LOG.log(Level.WARNING, "a restore that was cut short is undone: {0}", place);
        }
    }

    /// An empty mark is not opened: some systems would end the lock that this process has on it.
    private static boolean isComplete(Path draft) throws IOException {
        Path mark = draft.resolve(MARK);
        return Files.exists(mark)
                && Files.size(mark) > 0
                && Files.readString(mark).endsWith(COMPLETE);
    }

    /// What remains when the data is at its place.
    private static void finish(Path place) throws IOException {
        PrivateFile.makeDurable(place.resolveSibling("."));
        Path mark = place.resolve(MARK);
        String aside = Files.readString(mark).strip();
        if (!aside.isEmpty()) {
            bringBackupsBack(place.resolveSibling(aside), place);
        }
        Files.delete(mark);
    }

    /// The backups that were made so far stay those of this data directory.
    private static void bringBackupsBack(Path aside, Path place) {
        Path old = aside.resolve(DataFiles.BACKUPS);
        if (!Files.isDirectory(old)) {
            return;
        }
        try (Stream<Path> files = Files.list(old)) {
            Path folder = place.resolve(DataFiles.BACKUPS);
            PrivateFile.createFolder(folder);
            for (Path file : files.toList()) {
                Files.move(file, folder.resolve(file.getFileName()));
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "backups stay in " + old, e);
        }
    }

    /// Whether nothing is lost when the folder is removed.
    static boolean isEmpty(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return true;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    private static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> files = Files.walk(folder)) {
            deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : deepestFirst) {
            Files.deleteIfExists(file);
        }
    }
}
