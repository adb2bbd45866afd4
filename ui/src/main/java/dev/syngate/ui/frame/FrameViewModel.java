package dev.syngate.ui.frame;

import dev.syngate.gateway.Gateway;
import dev.syngate.gateway.GatewaySnapshot;
import dev.syngate.gateway.GatewayState;
import dev.syngate.ui.fx.Background;
import dev.syngate.ui.fx.Poll;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// What the frame shows of the gateway.
public final class FrameViewModel {
    private static final int LOOKS_PER_TRY = 20;
    private static final String LOOPBACK = "127.0.0.1";

    private final Gateway gateway;
    private final Background background;
    private final ReadOnlyObjectWrapper<GatewaySnapshot> snapshot;
    private final Poll<GatewaySnapshot> poll;
    private int looks;

    public FrameViewModel(Gateway gateway, Background background) {
        this.gateway = gateway;
        this.background = background;
        snapshot = new ReadOnlyObjectWrapper<>(gateway.snapshot());
        poll = new Poll<>(background, gateway::snapshot, snapshot::set, failure -> {});
    }

    /// The gateway as it was seen last.
    public ReadOnlyObjectProperty<GatewaySnapshot> snapshotProperty() {
        return snapshot.getReadOnlyProperty();
    }

    /// Looks again, unless it still waits for the last look.
    public void refresh() {
        poll.ask();
        boolean taken = snapshot.get().state() instanceof GatewayState.PortTaken;
        if (taken && looks++ % LOOKS_PER_TRY == 0) {
            resume();
        }
    }

    /// Stops listening; running calls end first.
    void pause() {
        change(gateway::pause);
    }

    /// Listens again, or tries to.
    void resume() {
        change(gateway::start);
    }

    /// Listens at any free port of this computer.
    void useAnotherPort() {
        change(() -> gateway.move(LOOPBACK, 0));
    }

    private void change(Runnable how) {
        background.run(
                () -> {
                    how.run();
                    return gateway.snapshot();
                },
                snapshot::set,
                failure -> {});
    }

    /// The base URL that clients are given; empty while the gateway does not run.
    public String baseUrl() {
        return snapshot.get().state() instanceof GatewayState.Running running
                ? running.baseUrl()
                : "";
    }
}
