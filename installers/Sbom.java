import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/// Writes what is in the image as CycloneDX: the libraries, which Maven knows, and what it does not: fonts and the
/// Java runtime.
final class Sbom {
    /// What Maven made.
    static final Path LIBRARIES = Path.of("app/target/sbom.json");

    private static final Path FONTS = Path.of("installers/fonts.json");

    private Sbom() {}

    static void write(Path file, Path runtime) throws IOException {
        JsonMapper json = JsonMapper.shared();
        JsonNode all = json.readTree(LIBRARIES.toFile());
        ArrayNode components = (ArrayNode) all.path("components");
        components.addAll((ArrayNode) json.readTree(FONTS.toFile()));
        components.add(runtime(json, runtime));
        json.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), all);
    }

    private static JsonNode runtime(JsonMapper json, Path runtime) throws IOException {
        Properties release = new Properties();
        try (Reader reader = Files.newBufferedReader(runtime.resolve("release"))) {
            release.load(reader);
        }
        return json.readTree(
                """
                {"type": "platform", "bom-ref": "openjdk", "name": "OpenJDK", "version": %s,
                 "description": "The Java runtime, with the modules that are needed",
                 "licenses": [{"license": {"id": "GPL-2.0-with-classpath-exception"}}],
                 "externalReferences": [{"type": "vcs", "url": "https://github.com/openjdk/jdk"}]}
                """
                        .formatted(release.getProperty("JAVA_VERSION")));
    }
}
