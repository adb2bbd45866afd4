package dev.syngate.secrets;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Files that only their owner can read, from the moment they exist.
public final class PrivateFile {
    /// How the names of unfinished files begin.
    private static final String DRAFT = ".draft";

    private static final Set<PosixFilePermission> OWNERS =
            PosixFilePermissions.fromString("rwx------");

    private PrivateFile() {}

    /// Writes the file whole or not at all, replacing an older one.
    public static void create(Path file, byte[] content) throws IOException {
        create(file, content, StandardOpenOption.WRITE);
    }

    private static void create(Path file, byte[] content, OpenOption... how) throws IOException {
        Path draft = draft(file);
        try {
            Files.write(draft, content, how);
            Files.move(
                    draft,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /// As [#create]; when it returns, the file is there also after a power cut.
    public static void createDurable(Path file, byte[] content) throws IOException {
        create(file, content, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
        makeDurable(file.toAbsolutePath().resolveSibling("."));
    }

    /// Makes the names in a folder durable, where the system can do that.
    public static void makeDurable(Path folder) {
        try (FileChannel names = FileChannel.open(folder)) {
            names.force(true);
        } catch (IOException e) {
            // Windows opens no folders and needs no such step.
        }
    }

    /// Removes the unfinished files of a folder that were last written before the instant: what a
    /// process that was killed left behind.
    public static void removeDrafts(Path folder, Instant before) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                if (file.getFileName().toString().startsWith(DRAFT)
                        && Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (NoSuchFileException e) {
            // It was finished, or removed, meanwhile.
        }
    }

    /// An empty file beside the given one, to be written and then moved into its place. Its name
    /// begins with a dot.
    public static Path draft(Path file) throws IOException {
        Path draft = Files.createTempFile(file.toAbsolutePath().getParent(), DRAFT, null);
        restrict(draft);
        return draft;
    }

    /// Creates the folder, closed to everyone but its owner; one that exists already keeps its
    /// permissions.
    public static void createFolder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        if (supportsPosix(folder)) {
            Files.createDirectories(
                    folder,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectories(folder);
        }
    }

    private static boolean supportsPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /// Takes the file away from everyone but its owner.
    public static void restrict(Path file) throws IOException {
        if (Files.getFileAttributeView(file, PosixFileAttributeView.class) != null) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            return;
        }
        AclFileAttributeView acl = Files.getFileAttributeView(file, AclFileAttributeView.class);
        if (acl != null) {
            acl.setAcl(List.of(ownerOnly(acl)));
        }
    }

    /// Whether nobody but its owner can read the file. Where the system has no such permissions,
    /// nobody is known to.
    public static boolean isPrivate(Path file) throws IOException {
        if (Files.getFileAttributeView(file, PosixFileAttributeView.class) != null) {
            return OWNERS.containsAll(Files.getPosixFilePermissions(file));
        }
        AclFileAttributeView acl = Files.getFileAttributeView(file, AclFileAttributeView.class);
        if (acl == null) {
            return true;
        }
        UserPrincipal owner = acl.getOwner();
        return acl.getAcl().stream()
                .filter(entry -> entry.type() == AclEntryType.ALLOW)
                .allMatch(entry -> entry.principal().equals(owner));
    }

    private static AclEntry ownerOnly(AclFileAttributeView acl) throws IOException {
        return AclEntry.newBuilder()
                .setType(AclEntryType.ALLOW)
                .setPrincipal(acl.getOwner())
                .setPermissions(EnumSet.allOf(AclEntryPermission.class))
                .build();
    }
}
