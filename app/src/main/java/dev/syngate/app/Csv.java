package dev.syngate.app;

import static dev.syngate.export.Csv.line;

import java.io.PrintWriter;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Prints comma-separated values as RFC 4180 has them, the names of the fields first.
final class Csv {
    private final PrintWriter out;
    private final List<String> fields;

    Csv(PrintWriter out, List<String> fields) {
        this.out = out;
        this.fields = fields;
        print(fields);
    }

    void add(JsonNode item) {
        print(fields.stream().map(field -> item.path(field).asString("")).toList());
    }

    private void print(List<String> values) {
        out.print(line(values.toArray()));
        out.flush();
    }
}
