package dev.syngate.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// `syngate serve` in a process of its own, on a free port.
final class ServedProcess implements AutoCloseable {
    private final Process process;
    private final String address;

    /// @param flags for the JVM, beside those of the program
    ServedProcess(Path folder, String... flags) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@" + Path.of("jvm.args").toAbsolutePath());
        command.addAll(List.of(flags));
        command.addAll(
                List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.syngate.app.Main",
                        "serve",
                        "--port",
                        "0",
                        "--data-dir",
                        folder.toString()));
        process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        address = readAddress();
    }

    private String readAddress() throws IOException {
        BufferedReader out =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = out.readLine();
        assertThat(line).startsWith("Syngate listening on http://127.0.0.1:");
        return line.substring(line.indexOf("http"));
    }

    /// Where it listens, without a path.
    String address() {
        return address;
    }

    /// Ends it as `kill -9` does; returns when it is gone.
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /// Asks it to end, as `kill` and a session's end do; returns when it is gone.
    void terminate() {
        process.destroy();
        process.onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
