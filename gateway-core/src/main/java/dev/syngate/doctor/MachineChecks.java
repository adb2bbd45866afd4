package dev.syngate.doctor;

import dev.syngate.listening.Place;
import dev.syngate.listening.Ports;
import dev.syngate.secrets.PrivateFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What can be seen without the gateway: Java, the files of the data directory, the disk, the port.
public final class MachineChecks {
    private static final int OLDEST_JAVA = 25;
    private static final long MEBIBYTE = 1024 * 1024;
    private static final long LITTLE = 1024 * MEBIBYTE;
    private static final long TOO_LITTLE = 100 * MEBIBYTE;
    private static final List<String> PRIVATE = List.of("vault.key", "admin.token", "gateway.json");

    private MachineChecks() {}

    public static Check java() {
        Runtime.Version version = Runtime.version();
        String found = "Java " + version + " of " + System.getProperty("java.vendor");
        return version.feature() >= OLDEST_JAVA
                ? Check.ok("java", found)
                : Check.fail("java", found, "install a JDK " + OLDEST_JAVA + " or newer");
    }

    public static List<Check> data(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of(
                    Check.ok("data", folder + " does not exist yet; it is made at the start"));
        }
        List<Check> checks = new ArrayList<>();
        checks.add(writable(folder));
        checks.add(secrets(folder));
        checks.add(space(folder));
        return checks;
    }

    private static Check writable(Path folder) {
        return Files.isWritable(folder)
                ? Check.ok("data", folder.toString())
                : Check.fail(
                        "data", folder + " can't be written to", "give it to the user of Syngate");
    }

    private static Check secrets(Path folder) {
        List<String> open =
                PRIVATE.stream().filter(name -> isOpenToOthers(folder.resolve(name))).toList();
        return open.isEmpty()
                ? Check.ok("secrets", "key files are readable by their owner only")
                : Check.fail(
                        "secrets",
                        "others may read " + String.join(", ", open),
                        "chmod 600 these files, then replace what they protect");
    }

    private static boolean isOpenToOthers(Path file) {
        try {
            return Files.exists(file) && !PrivateFile.isPrivate(file);
        } catch (IOException e) {
            return true;
        }
    }

    private static Check space(Path folder) {
        try {
            long free = Files.getFileStore(folder).getUsableSpace();
            String found = free / MEBIBYTE + " MiB free";
            if (free >= LITTLE) {
                return Check.ok("disk", found);
            }
            return free >= TOO_LITTLE
                    ? Check.warn("disk", found, "make room soon")
                    : Check.fail("disk", found, "make room: records and charges can't be kept");
        } catch (IOException e) {
            return Check.warn("disk", "the free space is not known", "look at it yourself");
        }
    }

    /// @param address of the gateway that runs on the data directory; null: none
    public static Check port(Place wanted, @Nullable String address) {
        int port = wanted.port();
        if (address != null && URI.create(address).getPort() == port) {
            return Check.ok("port", port + " is served by this gateway");
        }
        if (port == 0) {
            return Check.ok("port", "any free one is taken");
        }
        if (Ports.isFree(wanted)) {
            return Check.ok("port", port + " is free");
        }
        String holder = Ports.holder(port).orElse("another program");
        return address != null
                ? Check.ok(
                        "port",
                        "%d is in use by %s; this gateway is at %s"
                                .formatted(port, holder, address))
                : Check.fail(
                        "port",
                        port + " is in use by " + holder,
                        "stop that, or choose another port: syngate settings set --port");
    }
}
