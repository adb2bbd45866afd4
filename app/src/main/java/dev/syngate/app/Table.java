package dev.syngate.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Prints lists as aligned columns: numbers to the right, everything else to the left.
final class Table {
    private static final String GAP = "  ";

    private Table() {}

    /// @param columns the fields to show, by their headings
    static void print(Terminal terminal, JsonNode list, Map<String, String> columns) {
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode item : list) {
            rows.add(columns.values().stream().map(field -> text(item.path(field))).toList());
        }
        if (rows.isEmpty()) {
            terminal.out().println("none");
            return;
        }
        List<String> headings = List.copyOf(columns.keySet());
        int[] widths = new int[headings.size()];
        boolean[] numeric = new boolean[headings.size()];
        for (int c = 0; c < widths.length; c++) {
            int column = c;
            widths[c] =
                    Math.max(
                            DisplayWidth.of(headings.get(c)),
                            rows.stream()
                                    .mapToInt(r -> DisplayWidth.of(r.get(column)))
                                    .max()
                                    .orElse(0));
            numeric[c] =
                    rows.stream()
                            .map(r -> r.get(column))
                            .allMatch(v -> v.matches("[-+]?[0-9.,]*|–"));
        }
        terminal.out().println(terminal.dim(line(headings, widths, numeric)));
        rows.forEach(row -> terminal.out().println(line(row, widths, numeric)));
    }

    /// One thing, a field a line.
    static void print(Terminal terminal, JsonNode item) {
        int width = item.propertyNames().stream().mapToInt(String::length).max().orElse(0);
        item.propertyStream()
                .forEach(field -> {
                    String name = field.getKey() + " ".repeat(width - field.getKey().length());
                    terminal.out().println(name + GAP + text(field.getValue()));
                });
    }

    private static String line(List<String> cells, int[] widths, boolean[] numeric) {
        StringBuilder line = new StringBuilder();
        for (int c = 0; c < widths.length; c++) {
            String pad = " ".repeat(widths[c] - DisplayWidth.of(cells.get(c)));
            line.append(numeric[c] ? pad + cells.get(c) : cells.get(c) + pad).append(GAP);
        }
        return line.toString().stripTrailing();
    }

    private static String text(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "–";
        }
        if (value.isArray()) {
            List<String> parts = new ArrayList<>();
            value.forEach(
                    part -> parts.add(part.isValueNode() ? part.asString() : part.toString()));
            return parts.isEmpty() ? "–" : String.join(",", parts);
        }
        return value.isValueNode() ? value.asString() : value.toString();
    }
}
