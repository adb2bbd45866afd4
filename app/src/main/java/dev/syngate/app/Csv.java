package dev.syngate.app;

import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Prints comma-separated values as RFC 4180 has them, the names of the fields first.
final class Csv {
    private final PrintWriter out;
    private final List<String> fields;

    Csv(PrintWriter out, List<String> fields) {
        this.out = out;
        this.fields = fields;
        line(fields);
    }

    void add(JsonNode item) {
        line(fields.stream().map(field -> item.path(field).asString("")).toList());
    }

    private void line(List<String> values) {
        out.print(values.stream().map(Csv::quoted).collect(Collectors.joining(",")) + "\r\n");
        out.flush();
    }

    private static String quoted(String value) {
        boolean plain =
                value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
    }
}
