package dev.syngate.admin;

import dev.syngate.call.RefusedException;
import dev.syngate.diagnostics.DiagnosticsReport;
import dev.syngate.protocol.Json;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Writes a report for whoever has to find out what is wrong.
final class DiagnosticsAdmin implements Resource {
    private static final List<String> TOLD = List.of("status", "settings", "providers");
    private final DiagnosticsReport report;
    private final Function<String, JsonNode> look;

    /// @param look shows a noun of the management API
    DiagnosticsAdmin(DiagnosticsReport report, Function<String, JsonNode> look) {
        this.report = report;
        this.look = look;
    }

    @Override
    public JsonNode handle(
            String method, List<String> path, Map<String, String> query, @Nullable JsonNode body) {
        return switch (method + " " + path.size()) {
            case "POST 0" -> write(new Fields(body, Set.of("file", "checks")));
            default -> throw Resource.unknown(method);
        };
    }

    private JsonNode write(Fields fields) {
        Map<String, String> sections = new LinkedHashMap<>();
        JsonNode checks = fields.json().get("checks");
        sections.put(
                "checks.json", (checks == null ? look.apply("doctor") : checks).toPrettyString());
        TOLD.forEach(noun -> sections.put(noun + ".json", look.apply(noun).toPrettyString()));
        try {
            Path file = Path.of(fields.text("file")).toAbsolutePath();
            report.write(file, sections);
            return Json.MAPPER.createObjectNode().put("file", file.toString());
        } catch (IOException | InvalidPathException e) {
            throw RefusedException.field("file", "the report can't be written: " + e.getMessage());
        }
    }
}
