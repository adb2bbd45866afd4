package dev.syngate.app;

import dev.syngate.gateway.Gateway;
import dev.syngate.gateway.GatewaySettings;
import dev.syngate.gateway.GatewayState;
import dev.syngate.gateway.Installation;
import dev.syngate.logs.Crashes;
import dev.syngate.logs.LogFiles;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/// Runs the gateway in this process until it is told to stop.
final class Serving {
    private static final System.Logger LOG = System.getLogger(Serving.class.getName());

    private Serving() {}

    /// Serves headless; returns only when the process is told to end.
    static void headless(Session session, GatewaySettings settings) {
        Gateway gateway = session.open(settings);
        OneWindow.forget(session.dataDir());
        switch (gateway.start()) {
            case GatewayState.Running running -> {
                CountDownLatch stopped =
                        stopWithProcess(
                                session, new Installation(gateway, settings, session.clock()));
                session.terminal().out().println("Syngate listening on " + running.address());
                await(stopped);
            }
            case GatewayState.PortTaken taken -> {
                gateway.close();
                String by = taken.holder().isEmpty() ? "" : " by " + taken.holder();
                throw new CommandFailed(
                        "port %d is in use%s; choose another one with --port"
                                .formatted(taken.port(), by));
            }
            case GatewayState.Failed failed -> {
                gateway.close();
                throw new CommandFailed("the gateway could not start: " + failed.reason());
            }
            case GatewayState.Starting ignored -> throw new IllegalStateException("still starting");
            case GatewayState.Paused ignored -> throw new IllegalStateException("paused");
            case GatewayState.Stopped ignored -> throw new IllegalStateException("stopped");
        }
    }

    /// Writes the log of the data directory from now on, and closes the gateway when the process is
    /// told to end; the latch opens when that is done.
    static CountDownLatch stopWithProcess(Session session, Installation installation) {
        LogFiles.open(session.dataDir());
        Crashes crashes = new Crashes(session.dataDir(), Gateway.VERSION, session.clock());
        crashes.watch();
        LOG.log(
                Level.INFO,
                "Syngate {0} starts: {1}",
                Gateway.VERSION,
                installation.gateway().state());
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() -> stop(installation, crashes, stopped), "shutdown"));
        return stopped;
    }

    private static void stop(Installation installation, Crashes crashes, CountDownLatch stopped) {
        crashes.ending();
        LOG.log(
                Level.INFO,
                "Syngate ends; {0} calls run",
                installation.gateway().snapshot().inFlight());
        installation.close();
        LOG.log(Level.INFO, "Syngate has ended");
        crashes.ended();
        LogFiles.close();
        stopped.countDown();
        Runtime.getRuntime().halt(0);
    }

    static void await(CountDownLatch stopped) {
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Opens the window, or says that there is no display and serves headless.
    ///
    /// @param hidden whether the window waits until a second start asks for it
    /// @param backup a file that was opened with this program; null: none
    static void window(
            Session session, GatewaySettings settings, boolean hidden, @Nullable Path backup) {
        if (!hasDisplay(session.terminal().environment())) {
            if (backup != null) {
                throw new CommandFailed(
                        "there is no display to ask at: use syngate backup restore " + backup);
            }
            session.terminal().err().println("There is no display here: serving without a window.");
            headless(session, settings);
            return;
        }
        Windowed.run(session, settings, hidden, backup);
    }

    /// Whether somebody sits before this machine, as far as it tells.
    static boolean hasDisplay(Map<String, String> environment) {
        boolean linux = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux");
        return !linux
                || environment.containsKey("DISPLAY")
                || environment.containsKey("WAYLAND_DISPLAY");
    }
}
