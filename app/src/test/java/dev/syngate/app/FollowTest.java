package dev.syngate.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.access.Group;
import dev.syngate.chat.ChatParameters;
import dev.syngate.gateway.Gateway;
import dev.syngate.gateway.GatewaySettings;
import dev.syngate.gateway.Question;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FollowTest {
    @TempDir private Path folder;

    @Test
    void requestsAreShownOnceEachAsTheyEnd() throws Exception {
        GatewaySettings settings = GatewaySettings.of(folder).listeningOn("127.0.0.1", 0);
        try (Gateway gateway = Gateway.open(settings, InstantSource.system());
                PipedWriter out = new PipedWriter();
                BufferedReader lines = new BufferedReader(new PipedReader(out, 64 * 1024))) {
            gateway.start();
            ask(gateway, "sandbox/echo");
            Thread following = Thread.ofPlatform().start(() -> follow(new PrintWriter(out, true)));
            assertThat(lines.readLine()).startsWith("ID  ").contains("MODEL", "COST");
            assertThat(lines.readLine()).startsWith("req_").contains("sandbox/echo");
            ask(gateway, "sandbox/reasoner");
            assertThat(lines.readLine()).contains("sandbox/reasoner");
            ask(gateway, "sandbox/echo");
            assertThat(lines.readLine()).contains("sandbox/echo");
            following.interrupt();
            following.join();
        }
    }

    @Test
    void whereNoGatewayRunsNothingIsWaitedFor() {
        Program program = new Program(folder);
        program.run(1, "requests", "--follow");
        assertThat(program.errors()).contains("no gateway runs on", "syngate serve starts one");
        assertThat(program.run(0, "status")).startsWith("No gateway runs here");
    }

    private void follow(PrintWriter out) {
        Terminal terminal =
                new Terminal(InputStream.nullInputStream(), out, out, false, false, Map.of());
        CommandLineInterface.run(
                new String[] {"requests", "--follow", "--data-dir", folder.toString()},
                terminal,
                Clock.systemUTC());
    }

    private static void ask(Gateway gateway, String model) {
        gateway.chat()
                .ask(
                        new Question(
                                ChatParameters.of(model, Group.STANDARD),
                                List.of(Question.Turn.user("hi"))))
                .await();
    }
}
