import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Writes what the licences of the libraries ask for: who made what, under which licence, and the texts that come in
/// the jars; where a jar has none, the licence's general text is in `installers/licences`.
final class Licences {
    private static final Path JARS = Path.of("app/target/syngate/lib");
    private static final Path GENERAL = Path.of("installers/licences");
    private static final String TEXT = "(?i)(.*/)?(LICENSE|LICENCE|NOTICE|COPYING)[^/]*(?<!\\.class)";

    private Licences() {}

    static void write(Path file) throws IOException {
        StringBuilder text = new StringBuilder(Files.readString(GENERAL.resolve("about.txt")));
        Map<String, JsonNode> components = new LinkedHashMap<>();
        for (JsonNode one : JsonMapper.shared().readTree(Sbom.LIBRARIES.toFile()).path("components")) {
            if (!one.path("group").asString().equals("dev.syngate")) {
                components.putIfAbsent(one.path("name").asString() + "-" + one.path("version").asString(), one);
            }
        }
        for (Map.Entry<String, JsonNode> one : components.entrySet()) {
            add(text, one.getKey(), one.getValue());
        }
        Files.writeString(file, text);
    }

    private static void add(StringBuilder text, String name, JsonNode component) throws IOException {
        List<String> licences = new ArrayList<>();
        for (JsonNode one : component.path("licenses")) {
            JsonNode licence = one.path("license");
            licences.add(licence.path("id").asString(licence.path("name").asString(one.path("expression").asString(""))));
        }
        if (licences.isEmpty()) {
            throw new IllegalStateException("no licence is known of " + name);
        }
        text.append("\n").append("=".repeat(100)).append("\n").append(name).append(": ").append(String.join(", ", licences)).append("\n");
        String site = component.path("publisher").asString("");
        if (!site.isEmpty()) {
            text.append("by ").append(site).append("\n");
        }
        Path own = GENERAL.resolve(name.replaceFirst("-[0-9].*", "") + ".txt");
        String found = (Files.exists(own) ? "\n" + Files.readString(own) : "") + textsOf(name);
        text.append(found.isEmpty() ? general(name, licences.getFirst()) : found);
    }

    private static String general(String name, String licence) {
        if (licence.equals("Apache-2.0")) {
            return "The text is the file LICENSE.\n";
        }
        if (licence.equals("GPL-2.0-with-classpath-exception")) {
            return "The text is in the folder legal/java.base of the runtime.\n";
        }
        throw new IllegalStateException("the text of " + licence + " is missing for " + name);
    }

    private static String textsOf(String name) throws IOException {
        StringBuilder texts = new StringBuilder();
        try (Stream<Path> jars = Files.list(JARS)) {
            for (Path jar : jars.filter(file -> file.getFileName().toString().startsWith(name)).sorted().toList()) {
                try (JarFile open = new JarFile(jar.toFile())) {
                    for (ZipEntry entry : open.stream().filter(one -> !one.isDirectory() && one.getName().matches(TEXT)).toList()) {
                        String one = new String(open.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
                        if (!one.contains("Apache License\n") || !one.contains("Version 2.0, January 2004")) {
                            texts.append("\n").append(one.strip()).append("\n");
                        } else if (texts.isEmpty()) {
                            texts.append("The text is the file LICENSE.\n");
                        }
                    }
                }
            }
        }
        return texts.toString();
    }
}
