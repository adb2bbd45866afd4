package dev.syngate.app;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// What a person reads of the management API's answers: lists as aligned columns, numbers to the
/// right and everything else to the left; one thing as a field a line.
///
/// @param zone whose clock times are told by
record Table(Terminal terminal, ZoneId zone) {
    private static final String GAP = "  ";

    /// @param columns the fields to show, by their headings
    void list(JsonNode list, Map<String, String> columns) {
        if (list.isEmpty()) {
            terminal.out().println("none");
            return;
        }
        rows(columns).add(list.valueStream().toList());
    }

    /// Rows that come one after the other, below headings that are printed with the first.
    Rows rows(Map<String, String> columns) {
        return new Rows(columns);
    }

    /// One thing, a field a line; of a field that is several things, each has a line.
    void thing(JsonNode item) {
        int width =
                item.propertyNames().stream().mapToInt(n -> Cell.label(n).length()).max().orElse(0);
        item.propertyStream()
                .forEach(field -> {
                    String label = padded(Cell.label(field.getKey()), width);
                    for (String line : lines(item, field.getKey())) {
                        terminal.out().println(label + GAP + line);
                        label = " ".repeat(width);
                    }
                });
    }

    private List<String> lines(JsonNode item, String field) {
        JsonNode value = item.path(field);
        if (value.isArray() && value.path(0).isObject()) {
            return value.valueStream().map(part -> Cell.text(part, zone)).toList();
        }
        if (value.isObject() && value.valueStream().anyMatch(JsonNode::isContainer)) {
            return parts(value).toList();
        }
        return List.of(Cell.withUnit(item, field, zone));
    }

    /// Of a thing that has things in it, each of its fields has a line.
    private Stream<String> parts(JsonNode thing) {
        return thing.propertyStream()
                .filter(field -> !Cell.of(thing, field.getKey(), zone).equals(Cell.NOTHING))
                .flatMap(field ->
                        lines(thing, field.getKey()).stream()
                                .map(line -> Cell.label(field.getKey()) + " " + line));
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - DisplayWidth.of(text));
    }

    /// Rows below headings; columns grow where something longer comes.
    final class Rows {
        private final Map<String, String> columns;
        private final int[] widths;
        private boolean begun;

        private Rows(Map<String, String> columns) {
            this.columns = columns;
            widths = columns.keySet().stream().mapToInt(DisplayWidth::of).toArray();
        }

        void add(List<JsonNode> items) {
            List<List<String>> rows = new ArrayList<>();
            for (JsonNode item : items) {
                rows.add(columns.values().stream().map(f -> Cell.of(item, f, zone)).toList());
            }
            rows.forEach(this::grow);
            if (!begun) {
                begun = true;
                List<String> headings = List.copyOf(columns.keySet());
                terminal.out().println(terminal.dim(line(headings, numeric(rows))));
            }
            boolean[] numeric = numeric(rows);
            rows.forEach(row -> terminal.out().println(line(row, numeric)));
        }

        private void grow(List<String> row) {
            for (int c = 0; c < widths.length; c++) {
                widths[c] = Math.max(widths[c], DisplayWidth.of(row.get(c)));
            }
        }

        private boolean[] numeric(List<List<String>> rows) {
            boolean[] numeric = new boolean[widths.length];
            for (int c = 0; c < widths.length; c++) {
                int column = c;
                numeric[c] =
                        rows.stream()
                                .map(row -> row.get(column))
                                .allMatch(v -> v.matches("[-+]?\\$?[0-9.,]*( [KM]?i?B)?|–"));
            }
            return numeric;
        }

        private String line(List<String> cells, boolean[] numeric) {
            StringBuilder line = new StringBuilder();
            for (int c = 0; c < widths.length; c++) {
                String pad = " ".repeat(widths[c] - DisplayWidth.of(cells.get(c)));
                line.append(numeric[c] ? pad + cells.get(c) : cells.get(c) + pad).append(GAP);
            }
            return line.toString().stripTrailing();
        }
    }
}
