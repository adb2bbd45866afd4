package dev.syngate.export;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Lines of comma-separated values, as spreadsheets read them.
public final class Csv {
    private Csv() {}

    /// One line with its end. Texts that a spreadsheet would take for a formula begin with an
    /// apostrophe.
    public static String line(@Nullable Object... values) {
        return Arrays.stream(values)
                .map(value -> quoted(value == null ? "" : value.toString()))
                .collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String quoted(String value) {
        boolean formula = !value.isEmpty() && "=+-@\t\r".indexOf(value.charAt(0)) >= 0;
        boolean number = value.matches("-?[0-9.]+");
        String safe = formula && !number ? "'" + value : value;
        return safe.matches("(?s).*[\",\r\n].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
