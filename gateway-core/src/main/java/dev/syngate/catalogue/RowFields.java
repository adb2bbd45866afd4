package dev.syngate.catalogue;

import dev.syngate.call.RefusedException;
import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads the fields of one row of a file, numbers also where they are texts. What is there but not
/// understood is a [RefusedException] that names the field: it never counts as 0 or as absent.
final class RowFields {
    private static final int LONGEST_NUMBER = 40;
    private static final int LARGEST_EXPONENT = 20;

    private RowFields() {}

    /// @param known the fields that a row may have
    static void requireKnown(JsonNode row, Set<String> known) {
        for (String name : row.propertyNames()) {
            if (!known.contains(name)) {
                throw refused(name, "is no field that Syngate knows");
            }
        }
    }

    /// @return null when the field is not there
    static @Nullable BigDecimal decimal(JsonNode row, String name) {
        JsonNode value = row.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        String text = value.isNumber() || value.isString() ? value.asString().strip() : "";
        try {
            BigDecimal number = new BigDecimal(text);
            if (text.length() <= LONGEST_NUMBER && Math.abs(number.scale()) <= LARGEST_EXPONENT) {
                return number;
            }
        } catch (NumberFormatException e) {
            // falls through to the refusal
        }
        throw refused(name, "is no number");
    }

    /// A whole number, 1 or more; 0 says nothing.
    ///
    /// @return null when the field is not there
    static @Nullable Long count(JsonNode row, String name) {
        BigDecimal number = decimal(row, name);
        if (number == null || number.signum() == 0) {
            return null;
        }
        try {
            long count = number.longValueExact();
            if (count > 0) {
                return count;
            }
        } catch (ArithmeticException e) {
            // falls through to the refusal
        }
        throw refused(name, "is no whole number, 1 or more");
    }

    /// @return false when the field is not there
    static boolean flag(JsonNode row, String name) {
        JsonNode value = row.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return false;
        }
        return switch (value.isBoolean() || value.isString() ? value.asString().strip() : "") {
            case "true", "TRUE", "True" -> true;
            case "false", "FALSE", "False" -> false;
            default -> throw refused(name, "is neither true nor false");
        };
    }

    /// A price is told by halves where only one of the two is there: the other would be free.
    static void requireBoth(JsonNode row, String input, String output) {
        boolean in = row.hasNonNull(input);
        if (in != row.hasNonNull(output)) {
            throw refused(in ? output : input, "is missing; write 0 where it costs nothing");
        }
    }

    static RefusedException refused(String name, String what) {
        return RefusedException.field(name, "\"" + name + "\" " + what);
    }
}
