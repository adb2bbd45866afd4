package dev.syngate.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DocumentsTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern TYPE = Pattern.compile("`(?:[a-z]+\\.)?([A-Z][A-Za-z]+)`");
    private static final Pattern PACKAGE = Pattern.compile("(?m)^\\| (`[a-z0-9`, ]+`) \\|");

    @Test
    void everyTypeThatTheArchitectureNamesExists() throws IOException {
        Set<String> types = sources(path -> path.getFileName().toString().replace(".java", ""));
        Set<String> named = new TreeSet<>();
        Matcher matcher = TYPE.matcher(Files.readString(ROOT.resolve("ARCHITECTURE.md")));
        while (matcher.find()) {
            named.add(matcher.group(1));
        }
        assertThat(named).isNotEmpty();
        named.removeAll(types);
        assertThat(named).isEmpty();
    }

    @Test
    void everyRoomIsInTheArchitecture() throws IOException {
        Set<String> rooms = sources(path -> path.getParent().getFileName().toString());
        Matcher matcher = PACKAGE.matcher(Files.readString(ROOT.resolve("ARCHITECTURE.md")));
        while (matcher.find()) {
            Stream.of(matcher.group(1).split("[`, ]+")).forEach(rooms::remove);
        }
        rooms.remove("app");
        assertThat(rooms).isEmpty();
    }

    private static Set<String> sources(Function<Path, String> name) throws IOException {
        Set<String> found = new TreeSet<>();
        for (String module : Set.of("gateway-core", "ui", "app")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module + "/src/main/java"))) {
                found.addAll(
                        files.filter(file -> file.toString().endsWith(".java"))
                                .map(name)
                                .collect(Collectors.toSet()));
            }
        }
        return found;
    }
}
