package dev.syngate.ui.frame;

import dev.syngate.gateway.Gateway;
import dev.syngate.gateway.GatewaySnapshot;
import dev.syngate.gateway.GatewayState;
import dev.syngate.ui.fx.Background;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// What the frame shows of the gateway.
public final class FrameViewModel {
    private final Gateway gateway;
    private final Background background;
    private final ReadOnlyObjectWrapper<GatewaySnapshot> snapshot;
    private boolean asking;

    public FrameViewModel(Gateway gateway, Background background) {
        this.gateway = gateway;
        this.background = background;
        this.snapshot = new ReadOnlyObjectWrapper<>(gateway.snapshot());
    }

    ReadOnlyObjectProperty<GatewaySnapshot> snapshotProperty() {
        return snapshot.getReadOnlyProperty();
    }

    /// Looks again, unless it still waits for the last look.
    void refresh() {
        if (asking) {
            return;
        }
        asking = true;
        background.run(
                gateway::snapshot,
                now -> {
                    asking = false;
                    snapshot.set(now);
                },
                failure -> asking = false);
    }

    /// The base URL that clients are given; empty while the gateway does not run.
    public String baseUrl() {
        return snapshot.get().state() instanceof GatewayState.Running running
                ? running.baseUrl()
                : "";
    }
}
