package dev.syngate.catalogue;

import dev.syngate.call.RefusedException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvSchema;

/// Comma-separated values with a first line that names the columns as [OwnForm] names its fields;
/// tiers, windows and prices by image size need the JSON.
final class CsvForm {
    private CsvForm() {}

    static ModelFile read(String text) {
        ModelFile.Findings findings = new ModelFile.Findings();
        try (MappingIterator<JsonNode> rows =
                new CsvMapper()
                        .readerFor(JsonNode.class)
                        .with(CsvSchema.emptySchema().withHeader())
                        .readValues(text)) {
            while (rows.hasNext()) {
                OwnForm.add(findings, withoutEmpty(rows.next()));
            }
        } catch (JacksonException e) {
            throw RefusedException.field("text", "the file is not valid CSV with a header line");
        }
        return findings.as("csv");
    }

    private static JsonNode withoutEmpty(JsonNode row) {
        if (row instanceof ObjectNode object) {
            object.removeIf(value -> value.isString() && value.asString().isBlank());
            if (object.path("free").asString("").equals("true")) {
                object.put("free", true);
            }
        }
        return row;
    }
}
