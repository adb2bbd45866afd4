package dev.syngate.ui;

import dev.syngate.gateway.Gateway;
import dev.syngate.gateway.GatewaySnapshot;
import dev.syngate.gateway.GatewayState;
import dev.syngate.ui.fx.Background;
import dev.syngate.ui.parts.CopyButton;
import dev.syngate.ui.texts.Figures;
import dev.syngate.ui.texts.Texts;
import dev.syngate.ui.tray.Tray;
import java.time.ZoneId;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/// What the icon in the tray shows of a gateway, and does with it.
///
/// @param gateway the one that is open now
/// @param open brings the window forward
/// @param quit ends the program
record DesktopTray(
        Supplier<Gateway> gateway, Texts texts, ZoneId zone, Runnable open, Runnable quit) {
    Tray show() {
        Executor screen = Background.live().screen();
        return Tray.show(
                texts,
                this::look,
                new Tray.Actions(
                        () -> screen.execute(open),
                        () -> screen.execute(this::copyAddress),
                        this::toggle,
                        () -> screen.execute(quit)));
    }

    private Tray.Look look() {
        GatewaySnapshot now = gateway.get().snapshot();
        boolean running = now.state() instanceof GatewayState.Running;
        return new Tray.Look(
                texts.of(running ? "gateway.running" : "gateway.paused"),
                texts.of("today") + " " + new Figures(texts, zone).brief(now.costToday()),
                running);
    }

    private void copyAddress() {
        if (gateway.get().state() instanceof GatewayState.Running running) {
            CopyButton.copy(running.baseUrl());
        }
    }

    /// Not on the thread of the tray: running calls end first.
    private void toggle() {
        boolean running = gateway.get().state() instanceof GatewayState.Running;
        Thread.startVirtualThread(running ? gateway.get()::pause : gateway.get()::start);
    }
}
