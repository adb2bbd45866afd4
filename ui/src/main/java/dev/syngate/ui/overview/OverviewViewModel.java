package dev.syngate.ui.overview;

import dev.syngate.gateway.Gateway;
import dev.syngate.gateway.GatewaySnapshot;
import dev.syngate.ui.fx.Background;
import dev.syngate.ui.page.PageState;
import dev.syngate.views.Look;
import dev.syngate.views.Overview;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// The gateway at a glance, without its looks. FX thread only.
public final class OverviewViewModel {
    private final Gateway gateway;
    private final Background background;
    private final ReadOnlyObjectWrapper<@Nullable Now> now = new ReadOnlyObjectWrapper<>(null);
    private final ReadOnlyObjectWrapper<PageState> state =
            new ReadOnlyObjectWrapper<>(new PageState.Loading());
    private Look.@Nullable Version seen;
    private boolean asking;

    public OverviewViewModel(Gateway gateway, Background background) {
        this.gateway = gateway;
        this.background = background;
    }

    /// What is known now.
    record Now(GatewaySnapshot gateway, Overview overview) {}

    private record Answer(GatewaySnapshot gateway, Look<Overview> look) {}

    /// Null until the first look has come back.
    ReadOnlyObjectProperty<@Nullable Now> nowProperty() {
        return now.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<PageState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /// Looks again, unless it still waits for the last look.
    void refresh() {
        if (asking) {
            return;
        }
        asking = true;
        Look.Version before = seen;
        background.run(
                () -> new Answer(gateway.snapshot(), gateway.views().overview(before)),
                answer -> {
                    asking = false;
                    show(answer);
                },
                failure -> {
                    asking = false;
                    state.set(new PageState.Failed(String.valueOf(failure.getMessage())));
                });
    }

    private void show(Answer answer) {
        seen = answer.look().version();
        Now before = now.get();
        Overview overview = answer.look().value();
        if (overview == null && before != null) {
            overview = before.overview();
        }
        if (overview != null) {
            now.set(new Now(answer.gateway(), overview));
        }
        state.set(new PageState.Ready());
    }
}
