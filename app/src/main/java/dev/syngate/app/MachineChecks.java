package dev.syngate.app;

import dev.syngate.gateway.GatewaySettings;
import dev.syngate.secrets.PrivateFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What can be seen without the gateway: Java, the files of the data directory, the disk, the port.
final class MachineChecks {
    private static final int OLDEST_JAVA = 25;
    private static final long MEBIBYTE = 1024 * 1024;
    private static final long LITTLE = 1024 * MEBIBYTE;
    private static final long TOO_LITTLE = 100 * MEBIBYTE;
    private static final List<String> PRIVATE = List.of("vault.key", "admin.token", "gateway.json");

    private MachineChecks() {}

    static Check java() {
        Runtime.Version version = Runtime.version();
        String found = "Java " + version + " of " + System.getProperty("java.vendor");
        return version.feature() >= OLDEST_JAVA
                ? Check.ok("java", found)
                : Check.fail("java", found, "install a JDK " + OLDEST_JAVA + " or newer");
    }

    static List<Check> data(Path folder) {
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

    /// @param running the gateway that runs on the data directory; null: none
    static Check port(int wanted, @Nullable RemoteAdmin running) {
        if (running != null && URI.create(running.address()).getPort() == wanted) {
            return Check.ok("port", wanted + " is served by this gateway");
        }
        if (isFree(wanted)) {
            return Check.ok("port", wanted + " is free");
        }
        return running != null
                ? Check.ok(
                        "port", wanted + " is another's; this gateway is at " + running.address())
                : Check.fail(
                        "port",
                        wanted + " is in use by another program",
                        "stop that, or choose another port: syngate serve --port");
    }

    private static boolean isFree(int port) {
        InetAddress loopback = InetAddress.ofLiteral(GatewaySettings.LOOPBACK);
        try (ServerSocket probe = new ServerSocket(port, 1, loopback)) {
            return probe.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
