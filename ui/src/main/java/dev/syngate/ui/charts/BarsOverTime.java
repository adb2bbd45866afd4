package dev.syngate.ui.charts;

import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.IntConsumer;
import javafx.css.PseudoClass;
import javafx.geometry.HPos;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.util.Duration;

/// Columns over time, each of one part or of several: the mouse tells their values, a click leads
/// to what is behind one. A table beside it has to say the same for those who don't see it.
public final class BarsOverTime extends Region {
    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");
    private static final double AXIS = 52;
    private static final double AXIS_GAP = 8;
    private static final double ABOVE = 22;
    private static final double BELOW = 24;
    private static final double WIDEST = 72;
    private static final double FILLED = 0.56;
    private static final double ROOM_FOR_TOTAL = 58;
    private static final double ROOM_FOR_LABEL = 52;
    private static final double LABEL_GAP = 14;
    private static final Duration AT_ONCE = Duration.millis(150);

    private final DoubleFunction<String> axis;
    private final IntConsumer picked;
    private final List<Bar> bars = new ArrayList<>();
    private final List<Line> lines = new ArrayList<>();
    private List<Column> shown = List.of();
    private Scale scale = Scale.upTo(0);
    private int chosen = -1;

    private record Part(Region region, double value) {}

    private record Bar(List<Part> parts, Label total, Label label, Region ground) {}

    private record Line(Region rule, Label figure) {}

    /// @param axis names a value at the axis
    /// @param picked takes the number of the column that was clicked
    public BarsOverTime(String name, DoubleFunction<String> axis, IntConsumer picked) {
        this.axis = axis;
        this.picked = picked;
        getStyleClass().add("bars-over-time");
        setAccessibleText(name);
        setMinSize(120, 80);
        setAccessibleRole(AccessibleRole.SLIDER);
        setFocusTraversable(true);
        setOnKeyPressed(this::press);
        focusedProperty().subscribe(focused -> choose(focused ? bars.size() - 1 : -1));
    }

    /// Arrows go from column to column and tell each, Enter leads to what is behind it.
    private void press(KeyEvent event) {
        switch (event.getCode()) {
            case LEFT -> choose(Math.max(0, chosen - 1));
            case RIGHT -> choose(Math.min(bars.size() - 1, chosen + 1));
            case HOME -> choose(0);
            case END -> choose(bars.size() - 1);
            case ENTER, SPACE -> {
                if (chosen >= 0) {
                    picked.accept(chosen);
                }
            }
            default -> {
                return;
            }
        }
        event.consume();
    }

    /// @param number of a column; -1: none
    private void choose(int number) {
        chosen = number;
        for (int i = 0; i < bars.size(); i++) {
            bars.get(i).ground().pseudoClassStateChanged(CHOSEN, i == number);
        }
        if (number >= 0) {
            setAccessibleHelp(bars.get(number).ground().getAccessibleText());
        }
    }

    /// Shows these columns instead of any before.
    public void show(List<Column> columns) {
        if (columns.equals(shown)) {
            return;
        }
        shown = List.copyOf(columns);
        getChildren().clear();
        bars.clear();
        lines.clear();
        double highest = columns.stream().mapToDouble(Column::value).max().orElse(0);
        scale = Scale.upTo(highest);
        for (int i = 0; i <= (highest > 0 ? scale.lines() : 0); i++) {
            Line line =
                    new Line(
                            Boxes.styled(new Region(), "chart-rule"),
                            Labels.of(axis.apply(i * scale.step()), "chart-figure"));
            lines.add(line);
            getChildren().addAll(line.rule(), line.figure());
        }
        for (int i = 0; i < columns.size(); i++) {
            add(columns.get(i), i);
        }
        choose(isFocused() ? Math.clamp(chosen, -1, bars.size() - 1) : -1);
        requestLayout();
    }

    private void add(Column column, int number) {
        Region ground = Boxes.styled(new Region(), "chart-ground");
        Tooltip tip = new Tooltip(column.says());
        tip.setShowDelay(AT_ONCE);
        Tooltip.install(ground, tip);
        ground.setAccessibleText(column.says());
        ground.setOnMouseClicked(event -> picked.accept(number));
        List<Part> parts =
                column.parts().stream()
                        .map(part ->
                                new Part(
                                        Boxes.styled(
                                                new Region(),
                                                "chart-part",
                                                "series-" + part.series(),
                                                column.isOpen() ? "open" : "closed"),
                                        part.value()))
                        .toList();
        Bar bar =
                new Bar(
                        parts,
                        Labels.of(column.total(), "chart-total"),
                        Labels.of(column.label(), "chart-label"),
                        ground);
        parts.forEach(part -> part.region().setMouseTransparent(true));
        bar.total().setMouseTransparent(true);
        bar.label().setMouseTransparent(true);
        bars.add(bar);
        getChildren().add(ground);
        parts.forEach(part -> getChildren().add(part.region()));
        getChildren().addAll(bar.total(), bar.label());
    }

    @Override
    protected void layoutChildren() {
        double bottom = getHeight() - BELOW;
        double height = bottom - ABOVE;
        double side = roomForAxis();
        layoutLines(bottom, height, side);
        double slot = (getWidth() - side) / Math.max(1, bars.size());
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.get(i);
            double left = side + i * slot;
            double top = layoutParts(bar, left, slot, bottom, height);
            bar.ground().resizeRelocate(left, ABOVE, slot, height);
            boolean empty = bar.parts().isEmpty();
            bar.total().setVisible(slot >= ROOM_FOR_TOTAL && !empty);
            layoutInArea(
                    bar.total(), left, top - ABOVE, slot, ABOVE - 4, 0, HPos.CENTER, VPos.BOTTOM);
        }
        layoutLabels(bottom, side, slot);
    }

    /// Each below the middle of its bar, as many as have room; the last one always.
    private void layoutLabels(double bottom, double side, double slot) {
        int every = (int) Math.ceil(roomForLabel() / Math.max(1, slot));
        double end = getWidth();
        for (int i = bars.size() - 1; i >= 0; i--) {
            Label label = bars.get(i).label();
            double wide = label.prefWidth(-1);
            double middle = side + (i + 0.5) * slot;
            double start = Math.min(middle - wide / 2, getWidth() - wide);
            boolean fits = (bars.size() - 1 - i) % every == 0 && start + wide <= end;
            label.setVisible(fits);
            layoutInArea(label, start, bottom, wide, BELOW, 0, HPos.CENTER, VPos.CENTER);
            end = fits ? start - LABEL_GAP / 2 : end;
        }
    }

    /// What the longest label wants, with a gap to the next one.
    private double roomForLabel() {
        return bars.stream()
                .mapToDouble(bar -> bar.label().prefWidth(-1) + LABEL_GAP)
                .reduce(ROOM_FOR_LABEL, Math::max);
    }

    /// What the longest figure at the axis wants.
    private double roomForAxis() {
        return lines.stream()
                .mapToDouble(line -> line.figure().prefWidth(-1) + AXIS_GAP)
                .reduce(AXIS, Math::max);
    }

    private void layoutLines(double bottom, double height, double side) {
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            double y = Math.rint(bottom - height * i / scale.lines());
            line.rule().resizeRelocate(side, y, getWidth() - side, 1);
            layoutInArea(line.figure(), 0, y - 10, side - AXIS_GAP, 20, 0, HPos.RIGHT, VPos.CENTER);
        }
    }

    /// Stacks the parts; answers where the stack ends.
    private double layoutParts(Bar bar, double left, double slot, double bottom, double height) {
        double width = Math.max(2, Math.min(WIDEST, Math.rint(slot * FILLED)));
        double start = Math.rint(left + (slot - width) / 2);
        double y = bottom;
        for (Part part : bar.parts()) {
            double tall = Math.max(1, Math.rint(part.value() / scale.top() * height));
            double gap = tall > 3 && bar.parts().size() > 1 ? 1 : 0;
            part.region().resizeRelocate(start, y - tall + gap, width, tall - gap);
            y -= tall;
        }
        return y;
    }
}
