package dev.syngate.secrets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Files that only their owner can read, from the moment they exist.
public final class PrivateFile {
    /// How the names of unfinished files begin.
    public static final String DRAFT = ".draft";

    private static final Set<PosixFilePermission> OWNERS =
            PosixFilePermissions.fromString("rwx------");

    private PrivateFile() {}

    /// Writes the file whole or not at all, replacing an older one.
    public static void create(Path file, byte[] content) throws IOException {
        Path draft = draft(file);
        Files.write(draft, content);
        Files.move(
                draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
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
