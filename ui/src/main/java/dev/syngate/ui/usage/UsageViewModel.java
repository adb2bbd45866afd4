package dev.syngate.ui.usage;

import dev.syngate.gateway.Gateway;
import dev.syngate.ui.fx.Background;
import dev.syngate.ui.page.PageState;
import dev.syngate.ui.requests.DatesForm.Dates;
import dev.syngate.usage.Grouping;
import dev.syngate.views.Look;
import dev.syngate.views.UsageView;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/// Usage in a range, grouped by one thing, without its looks. FX thread only.
public final class UsageViewModel {
    private final Gateway gateway;
    private final Background background;
    private final ObjectProperty<UsageRange> range = new SimpleObjectProperty<>(UsageRange.WEEK);
    private final ObjectProperty<Grouping> by = new SimpleObjectProperty<>(Grouping.MODEL);
    private final ReadOnlyObjectWrapper<@Nullable UsageView> usage =
            new ReadOnlyObjectWrapper<>(null);
    private final ReadOnlyObjectWrapper<PageState> state =
            new ReadOnlyObjectWrapper<>(new PageState.Loading());
    private Look.@Nullable Version seen;
    private @Nullable Dates dates;
    private @Nullable One one;
    private int generation;
    private boolean asking;

    public UsageViewModel(Gateway gateway, Background background) {
        this.gateway = gateway;
        this.background = background;
        range.subscribe((before, now) -> begin());
        by.subscribe((before, now) -> begin());
    }

    public ObjectProperty<UsageRange> rangeProperty() {
        return range;
    }

    public ObjectProperty<Grouping> byProperty() {
        return by;
    }

    /// Shows what was used on these days.
    void show(Dates days) {
        dates = days;
        if (range.get() == UsageRange.DATES) {
            begin();
        } else {
            range.set(UsageRange.DATES);
        }
    }

    /// Null until the first look has come back.
    public ReadOnlyObjectProperty<@Nullable UsageView> usageProperty() {
        return usage.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<PageState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /// Tells what one thing used in the last thirty days: at once as far as it was told before, and
    /// again when that was read anew.
    void of(Grouping grouping, String of, Consumer<UsageView> told) {
        One known = one;
        if (known != null && known.by() == grouping && known.of().equals(of)) {
            told.accept(known.view());
        }
        background.run(
                () -> {
                    Instant since = UsageRange.MONTH.since(gateway.keys().now()).toInstant();
                    return Objects.requireNonNull(
                                    gateway.views()
                                            .usage(grouping, since, Instant.MAX, null)
                                            .value())
                            .only(of);
                },
                view -> {
                    one = new One(grouping, of, view);
                    told.accept(view);
                },
                failure -> state.set(new PageState.Failed(String.valueOf(failure.getMessage()))));
    }

    private record One(Grouping by, String of, UsageView view) {}

    private void begin() {
        generation++;
        seen = null;
        asking = false;
        refresh();
    }

    private Look<UsageView> look(
            Grouping grouping,
            UsageRange chosen,
            @Nullable Dates days,
            Look.@Nullable Version before) {
        ZonedDateTime now = gateway.keys().now();
        if (chosen != UsageRange.DATES || days == null) {
            Instant since = chosen.since(now).toInstant();
            return gateway.views().usage(grouping, since, Instant.MAX, before);
        }
        ZoneId zone = now.getZone();
        return gateway.views()
                .usage(
                        grouping,
                        days.first().atStartOfDay(zone).toInstant(),
                        days.last().plusDays(1).atStartOfDay(zone).toInstant(),
                        before);
    }

    /// Looks again, unless it still waits for the last look.
    public void refresh() {
        if (asking) {
            return;
        }
        asking = true;
        int asked = generation;
        Grouping grouping = by.get();
        UsageRange chosen = range.get();
        Dates days = dates;
        Look.Version before = seen;
        background.run(
                () -> look(grouping, chosen, days, before),
                look -> {
                    if (asked == generation) {
                        asking = false;
                        seen = look.version();
                        if (look.value() != null) {
                            usage.set(look.value());
                        }
                        state.set(new PageState.Ready());
                    }
                },
                failure -> {
                    if (asked == generation) {
                        asking = false;
                        state.set(new PageState.Failed(String.valueOf(failure.getMessage())));
                    }
                });
    }
}
