import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import javafx.css.Stylesheet;

/// The program's jars as they are installed: without what only other systems load, and without tables of tokens and
/// looks that nothing here uses, and with JavaFX's libraries and the window's stylesheets as a start finds them fastest.
final class Jars {
    private static final Pattern TABLES = Pattern.compile("com/knuddels/jtokkit/(cl100k|p50k|r50k)_base\\.tiktoken");
    private static final Pattern LOOKS =
            Pattern.compile("atlantafx/base/theme/(cupertino|dracula|nord).*|com/sun/javafx/scene/control/skin/caspian/.*");

    /// Not the largest of them, which takes 1 MB less inside of its jar.
    private static final Pattern LIBRARY = Pattern.compile("lib(glass\\.|prism|javafx|decora)[^/]*(so|dylib)");
    private static final Pattern STYLESHEET = Pattern.compile("dev/syngate/.*\\.css");
    private static final Pattern NATIVE = Pattern.compile("com/sun/jna/([a-z0-9]+-[^/]+)/.*");

    private Jars() {}

    /// Copies them, and writes the line that tells a shell their class path below `$app`.
    static void copy(Path from, Path to) throws IOException {
        List<Path> jars;
        try (Stream<Path> files = Files.list(from)) {
            jars = files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
        }
        for (Path jar : jars) {
            copyJar(jar, to.resolve(jar.getFileName()));
        }
        List<String> names = jars.stream().map(jar -> "$app/" + jar.getFileName()).toList();
        Files.writeString(to.resolve("class-path.sh"), "class_path=" + String.join(":", names) + "\n");
    }

    private static void copyJar(Path jar, Path copy) throws IOException {
        try (ZipFile open = new ZipFile(jar.toFile())) {
            List<? extends ZipEntry> entries = Collections.list(open.entries());
            List<? extends ZipEntry> wanted = entries.stream().filter(entry -> isWanted(entry.getName())).toList();
            takeOutLibraries(open, entries, copy.getParent());
            if (wanted.size() == entries.size() && wanted.stream().noneMatch(Jars::isStylesheet)) {
                Files.copy(jar, copy, StandardCopyOption.COPY_ATTRIBUTES);
                return;
            }
            try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(copy))) {
                out.setLevel(9);
                for (ZipEntry entry : wanted) {
                    add(open, entry, out);
                    if (isStylesheet(entry)) {
                        addBinary(open, entry, out);
                    }
                }
            }
        }
    }

    /// JavaFX's own libraries lie beside its jars: inside of them each start would compare them with a copy elsewhere.
    private static void takeOutLibraries(ZipFile jar, List<? extends ZipEntry> entries, Path folder) throws IOException {
        for (ZipEntry entry : entries) {
            if (LIBRARY.matcher(entry.getName()).matches()) {
                try (InputStream in = jar.getInputStream(entry)) {
                    Files.copy(in, folder.resolve(entry.getName()));
                }
            }
        }
    }

    private static boolean isStylesheet(ZipEntry entry) {
        return STYLESHEET.matcher(entry.getName()).matches();
    }

    /// Beside a stylesheet of the window, the same as JavaFX reads it without parsing text.
    private static void addBinary(ZipFile jar, ZipEntry sheet, ZipOutputStream out) throws IOException {
        Path folder = Files.createTempDirectory("sheet");
        Path text = folder.resolve("sheet.css");
        Path binary = folder.resolve("sheet.bss");
        try (InputStream in = jar.getInputStream(sheet)) {
            Files.copy(in, text);
            Stylesheet.convertToBinary(text.toFile(), binary.toFile());
            ZipEntry entry = new ZipEntry(sheet.getName().replaceFirst("css$", "bss"));
            entry.setTimeLocal(sheet.getTimeLocal());
            out.putNextEntry(entry);
            Files.copy(binary, out);
            out.closeEntry();
        } finally {
            Files.deleteIfExists(text);
            Files.deleteIfExists(binary);
            Files.delete(folder);
        }
    }

    private static void add(ZipFile open, ZipEntry entry, ZipOutputStream out) throws IOException {
        ZipEntry same = new ZipEntry(entry.getName());
        same.setTimeLocal(entry.getTimeLocal());
        out.putNextEntry(same);
        try (InputStream in = open.getInputStream(entry)) {
            in.transferTo((OutputStream) out);
        }
        out.closeEntry();
    }

    private static boolean isWanted(String entry) {
        var library = NATIVE.matcher(entry);
        return !TABLES.matcher(entry).matches() && !LOOKS.matcher(entry).matches() && !LIBRARY.matcher(entry).matches() && (!library.matches() || library.group(1).equals(jnaPlatform()));
    }

    /// This system and processor as JNA's folders name them.
    private static String jnaPlatform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String name = system.contains("win") ? "win32" : system.contains("mac") ? "darwin" : "linux";
        return name + "-" + System.getProperty("os.arch").replace("amd64", "x86-64").replace("x86_64", "x86-64");
    }
}
