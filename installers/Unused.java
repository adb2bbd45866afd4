import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// What the needed modules of the JDK have that nothing here calls.
final class Unused {
    /// Swing's looks and its texts of HTML, sound, stylesheets of XML.
    private static final List<String> PACKAGES =
            List.of(
                    "java.desktop/javax/swing/plaf",
                    "java.desktop/javax/swing/text/html",
                    "java.desktop/javax/swing/text/rtf",
                    "java.desktop/com/sun/java/swing",
                    "java.desktop/com/sun/media/sound",
                    "java.desktop/java/awt/doc-files",
                    "java.xml/com/sun/org/apache/bcel",
                    "java.xml/com/sun/org/apache/xalan");

    private Unused() {}

    /// The resources that jlink is to leave out. The smallest class of each package stays: packages must not vanish.
    static List<String> resources() throws IOException {
        List<String> unused = new ArrayList<>();
        for (String one : PACKAGES) {
            try (Stream<Path> folders = Files.walk(Path.of(URI.create("jrt:/" + one)))) {
                for (Path folder : folders.filter(Files::isDirectory).toList()) {
                    filesOf(folder).stream().skip(1).map(file -> file.toString().replaceFirst("^/modules", "")).forEach(unused::add);
                }
            }
        }
        return unused;
    }

    /// Classes first, the smallest at their head; a folder without any has no package.
    private static List<Path> filesOf(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .sorted(Comparator.comparing((Path file) -> !file.toString().endsWith(".class")).thenComparing(Unused::size).thenComparing(Path::toString))
                    .toList();
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
