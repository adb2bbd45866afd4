package dev.syngate.listening;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Looks at the ports of this machine: which are free, and which program has one.
public final class Ports {
    private static final int TRIES = 100;
    private static final int HIGHEST = 65_535;
    private static final String LISTENING = "0A";
    private static final long PATIENCE_SECONDS = 3;

    private Ports() {}

    /// Whether a program could listen at it now.
    public static boolean isFree(Place place) {
        InetAddress address = InetAddress.ofLiteral(place.bind());
        try (ServerSocket probe = new ServerSocket(place.port(), 1, address)) {
            return probe.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    /// The next free port after the place's own; 0, any free one, when there is none near.
    public static int freeAfter(Place place) {
        for (int port = place.port() + 1; port <= Math.min(place.port() + TRIES, HIGHEST); port++) {
            if (isFree(new Place(place.bind(), port))) {
                return port;
            }
        }
        return 0;
    }

    /// The program that listens at the port, such as `node (process 4711)`; nothing where the
    /// system does not tell. May take a second.
    public static Optional<String> holder(int port) {
        try {
            Optional<Long> pid =
                    Files.isDirectory(Path.of("/proc/self/fd")) ? ofProc(port) : ofCommand(port);
            return pid.flatMap(ProcessHandle::of).map(Ports::name);
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty();
        }
    }

    private static String name(ProcessHandle process) {
        String command = process.info().command().orElse("");
        Path file = Path.of(command).getFileName();
        return "%s (process %d)"
                .formatted(file == null ? "?" : file.toString(), process.pid())
                .strip();
    }

    /// Linux: the socket's inode is in the tables of the kernel, its owner holds a descriptor of
    /// it.
    private static Optional<Long> ofProc(int port) throws IOException {
        String ending = ":%04X".formatted(port);
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            if (!Files.isReadable(Path.of(table))) {
                continue;
            }
            for (String line : Files.readAllLines(Path.of(table))) {
                String[] parts = line.strip().split("\\s+");
                if (parts.length > 9 && parts[1].endsWith(ending) && parts[3].equals(LISTENING)) {
                    return ownerOf("socket:[" + parts[9] + "]");
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Long> ownerOf(String socket) {
        return ProcessHandle.allProcesses()
                .map(ProcessHandle::pid)
                .filter(pid -> holds(Path.of("/proc", pid.toString(), "fd"), socket))
                .findFirst();
    }

    private static boolean holds(Path descriptors, String socket) {
        try (Stream<Path> all = Files.list(descriptors)) {
            return all.anyMatch(one -> pointsTo(one, socket));
        } catch (IOException | UncheckedIOException e) {
            // A process of another user, or one that has ended.
            return false;
        }
    }

    private static boolean pointsTo(Path descriptor, String socket) {
        try {
            return Files.readSymbolicLink(descriptor).toString().equals(socket);
        } catch (IOException e) {
            return false;
        }
    }

    /// macOS and Windows: their own tools tell.
    private static Optional<Long> ofCommand(int port) throws IOException {
        boolean windows = java.io.File.separatorChar == '\\';
        Process asked =
                windows
                        ? new ProcessBuilder("netstat", "-ano", "-p", "tcp").start()
                        : new ProcessBuilder("lsof", "-nP", "-t", "-sTCP:LISTEN", "-iTCP:" + port)
                                .start();
        try {
            String told = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            asked.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return told.lines()
                    .map(line -> line.strip().split("\\s+"))
                    .filter(parts -> !windows || isListening(parts, port))
                    .map(parts -> parts[parts.length - 1])
                    .filter(pid -> pid.matches("[0-9]{1,10}"))
                    .map(Long::valueOf)
                    .findFirst();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static boolean isListening(String[] parts, int port) {
        return parts.length == 5 && parts[1].endsWith(":" + port) && parts[2].endsWith(":0");
    }
}
