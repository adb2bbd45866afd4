package dev.syngate.ui.markdown;

import java.util.ArrayList;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;

/// The cells of a table. Columns are as wide as their text wants where there is room, and never so
/// narrow that words are cut: then the table is wider than its place, which scrolls.
final class TableGrid extends Pane {
    private static final double WIDEST_WISH = 360;
    private static final double NARROWEST = 96;
    private static final double WIDEST_WORD = 260;
    private static final PseudoClass LAST = PseudoClass.getPseudoClass("last");
    private final List<List<Region>> rows = new ArrayList<>();

    void add(List<Region> row) {
        if (!rows.isEmpty()) {
            last(rows.getLast(), false);
        }
        last(row, true);
        rows.add(row);
        getChildren().addAll(row);
    }

    private static void last(List<Region> row, boolean now) {
        row.forEach(cell -> cell.pseudoClassStateChanged(LAST, now));
    }

    /// Takes over what has become of the table since, row by row.
    ///
    /// @param next is not used any more, whatever came of it
    /// @return false: rows that were there are other ones now
    boolean become(TableGrid next) {
        if (next.rows.size() < rows.size()) {
            return false;
        }
        for (int i = 0; i < rows.size(); i++) {
            if (!become(rows.get(i), next.rows.get(i))) {
                return false;
            }
        }
        next.getChildren().clear();
        next.rows.subList(rows.size(), next.rows.size()).forEach(this::add);
        return true;
    }

    private static boolean become(List<Region> row, List<Region> next) {
        if (row.size() != next.size()) {
            return false;
        }
        for (int i = 0; i < row.size(); i++) {
            if (!Growth.of(row.get(i), next.get(i))) {
                return false;
            }
        }
        return true;
    }

    private int columns() {
        return rows.stream().mapToInt(List::size).max().orElse(0);
    }

    /// How wide each column must be to hold its longest word, as far as that is a word.
    private double[] needs(double[] wishes) {
        double[] needs = new double[columns()];
        for (List<Region> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                double need = Math.clamp(word(row.get(i)), NARROWEST, WIDEST_WORD);
                needs[i] = Math.max(needs[i], Math.min(need, wishes[i]));
            }
        }
        return needs;
    }

    private static double word(Region cell) {
        double word = 0;
        for (Node part : cell.getChildrenUnmodifiable()) {
            if (part instanceof WordFlow words) {
                word = Math.max(word, words.longestWord());
            }
        }
        Insets around = cell.getInsets();
        return Math.ceil(word) + 1 + around.getLeft() + around.getRight();
    }

    private double[] wishes() {
        double[] wishes = new double[columns()];
        for (List<Region> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                double wish = Math.min(WIDEST_WISH, snapSizeX(row.get(i).prefWidth(-1)) + 1);
                wishes[i] = Math.max(wishes[i], wish);
            }
        }
        return wishes;
    }

    private double[] widths(double room) {
        double[] widths = wishes();
        double wanted = sum(widths);
        double[] needs = needs(widths);
        double least = sum(needs);
        if (wanted <= room) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] += (room - wanted) / widths.length;
            }
            return widths;
        }
        // What a column has above the least is what it can give.
        double given = wanted == least ? 0 : Math.min(1, (wanted - room) / (wanted - least));
        for (int i = 0; i < widths.length; i++) {
            widths[i] -= given * (widths[i] - needs[i]);
        }
        return widths;
    }

    private static double sum(double[] widths) {
        double sum = 0;
        for (double width : widths) {
            sum += width;
        }
        return sum;
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computeMinWidth(double height) {
        return sum(needs(wishes())) + snappedLeftInset() + snappedRightInset();
    }

    @Override
    protected double computePrefWidth(double height) {
        return sum(wishes()) + snappedLeftInset() + snappedRightInset();
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computePrefHeight(double width) {
        double[] widths = widths(room(Math.max(width, minWidth(-1))));
        double height = snappedTopInset() + snappedBottomInset();
        for (List<Region> row : rows) {
            height += height(row, widths);
        }
        return height;
    }

    private double room(double width) {
        return width - snappedLeftInset() - snappedRightInset();
    }

    private double height(List<Region> row, double[] widths) {
        double highest = 0;
        for (int i = 0; i < row.size(); i++) {
            highest = Math.max(highest, row.get(i).prefHeight(widths[i]));
        }
        return snapSizeY(highest);
    }

    @Override
    protected void layoutChildren() {
        double[] widths = widths(room(getWidth()));
        double y = snappedTopInset();
        for (List<Region> row : rows) {
            double height = height(row, widths);
            double x = snappedLeftInset();
            for (int i = 0; i < row.size(); i++) {
                row.get(i).resizeRelocate(x, y, widths[i], height);
                x += widths[i];
            }
            y += height;
        }
    }
}
