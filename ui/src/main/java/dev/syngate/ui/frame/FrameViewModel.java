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
    private final ReadOnlyObjectWrapper<GatewaySnapshot> snapshot;
    private final Poll<GatewaySnapshot> poll;

    public FrameViewModel(Gateway gateway, Background background) {
        snapshot = new ReadOnlyObjectWrapper<>(gateway.snapshot());
        poll = new Poll<>(background, gateway::snapshot, snapshot::set, failure -> {});
    }

    ReadOnlyObjectProperty<GatewaySnapshot> snapshotProperty() {
        return snapshot.getReadOnlyProperty();
    }

    /// Looks again, unless it still waits for the last look.
    void refresh() {
        poll.ask();
    }

    /// The base URL that clients are given; empty while the gateway does not run.
    public String baseUrl() {
        return snapshot.get().state() instanceof GatewayState.Running running
                ? running.baseUrl()
                : "";
    }
}
