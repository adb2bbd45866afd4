package dev.syngate.app;

import dev.syngate.logs.LastingLogs;
import java.io.Console;
import java.io.PrintWriter;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneId;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Where the program starts. The only place that knows the clock on the wall and the time zone.
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        System.setProperty("java.util.logging.manager", LastingLogs.class.getName());
        Logger.getLogger("").setLevel(Level.WARNING);
        // It warns of every start from a class path, which works.
        Logger javafx = Logger.getLogger("javafx");
        javafx.setLevel(Level.SEVERE);
        Console console = System.console();
        boolean interactive = console != null && console.isTerminal();
        Terminal terminal =
                new Terminal(
                        System.in,
                        new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                        new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                        interactive,
                        interactive && System.getenv("NO_COLOR") == null,
                        System.getenv());
        if (Serving.hasDisplay(terminal.environment())) {
            // the desktop's choice of a proxy, which Java else does not look at
            System.setProperty("java.net.useSystemProxies", "true");
        }
        int code = 1;
        try {
            code =
                    CommandLineInterface.run(
                            arguments, terminal, Clock.system(ZoneId.systemDefault()));
        } finally {
            Reference.reachabilityFence(javafx);
        }
        System.exit(code);
    }
}
