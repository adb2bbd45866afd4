package dev.syngate.ui.charts;

import java.util.List;

/// One column of a chart.
///
/// @param label stands below it
/// @param total stands above it
/// @param says tells about it while the mouse is over it
/// @param isOpen whether more is to come: it is drawn paler
/// @param parts from the bottom to the top
public record Column(String label, String total, String says, boolean isOpen, List<Part> parts) {
    /// The series that holds what has none of its own.
    public static final int OTHERS = 5;

    public Column {
        parts = List.copyOf(parts);
    }

    /// One part of a column.
    ///
    /// @param series from 1 to 5, which is always "others"
    public record Part(int series, double value) {}

    /// What it tells beside its label, in one line.
    String details() {
        String rest = says.startsWith(label) ? says.substring(label.length()) : says;
        return rest.strip().replace("\n", ", ").replace("   ", " ");
    }

    double value() {
        return parts.stream().mapToDouble(Part::value).sum();
    }
}
