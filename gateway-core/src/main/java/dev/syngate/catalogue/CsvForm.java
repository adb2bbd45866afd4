package dev.syngate.catalogue;

import dev.syngate.call.RefusedException;
import dev.syngate.protocol.Json;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvSchema;

/// Separated values with a first line that names the columns as [OwnForm] names its fields; tiers,
/// windows and prices by image size need the JSON.
///
/// The separator is the comma, the semicolon or the tab, whichever the first line has; where it is
/// the semicolon, numbers may have a decimal comma.
final class CsvForm {
    private static final Pattern DECIMAL_COMMA = Pattern.compile("\\d+,\\d+");

    private CsvForm() {}

    static ModelFile read(String text) {
        ModelFile.Findings findings = new ModelFile.Findings();
        String lines = text.replace("\r\n", "\n").replace('\r', '\n').stripLeading();
        char separator = separator(lines.lines().findFirst().orElse(""));
        try (MappingIterator<Map<String, String>> rows =
                new CsvMapper()
                        .readerForMapOf(String.class)
                        .with(CsvSchema.emptySchema().withHeader().withColumnSeparator(separator))
                        .readValues(lines)) {
            while (rows.hasNext()) {
                OwnForm.add(findings, row(rows.next(), separator));
            }
        } catch (JacksonException e) {
            throw RefusedException.field(
                    "text", "the file is not valid CSV with a header line" + place(e));
        }
        return findings.as("csv");
    }

    private static String place(JacksonException e) {
        return e.getLocation() == null ? "" : ": see line " + e.getLocation().getLineNr();
    }

    private static char separator(String header) {
        return List.of(',', ';', '\t').stream()
                .max((a, b) -> Long.compare(count(header, a), count(header, b)))
                .orElse(',');
    }

    private static long count(String header, char separator) {
        return header.chars().filter(c -> c == separator).count();
    }

    /// Empty cells say nothing.
    private static ObjectNode row(Map<String, String> cells, char separator) {
        ObjectNode row = Json.MAPPER.createObjectNode();
        cells.forEach((column, cell) -> {
            String value = cell == null ? "" : cell.strip();
            boolean comma = separator == ';' && DECIMAL_COMMA.matcher(value).matches();
            if (!value.isEmpty()) {
                row.put(
                        column.strip().toLowerCase(Locale.ROOT),
                        comma ? value.replace(',', '.') : value);
            }
        });
        return row;
    }
}
