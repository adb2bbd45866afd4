package dev.syngate.ui.theme;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Objects;

/// Emoji on Linux: JavaFX can't draw colour fonts there and shows boxes or other characters where
/// Fontconfig chooses one. This process therefore leaves them out, and Syngate's own outlines stand
/// in.
final class LinuxEmoji {
    private static final String FONT = "NotoEmoji-Regular.ttf";
    private static final System.Logger LOG = System.getLogger(LinuxEmoji.class.getName());
    private static final String CONFIG = "FONTCONFIG_FILE";

    private LinuxEmoji() {}

    static boolean isLinux() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux");
    }

    /// Makes Fontconfig leave colour fonts out; before the toolkit starts, which reads its
    /// configuration.
    static void leaveColourFontsOut() {
        try {
            Path folder = Files.createDirectories(cache().resolve("syngate").resolve("fonts"));
            copyFont(folder.resolve(FONT));
            Path file = folder.resolve("fonts.conf");
            Files.writeString(file, config(own(), folder));
            setEnvironment(CONFIG, file.toString());
        } catch (IOException | IllegalCallerException e) {
            LOG.log(System.Logger.Level.INFO, "emoji may be shown as boxes", e);
        }
    }

    private static Path cache() {
        String chosen = System.getenv("XDG_CACHE_HOME");
        return chosen == null || chosen.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".cache")
                : Path.of(chosen);
    }

    /// Reads it only where it is not there yet; another font gets another name.
    private static void copyFont(Path target) throws IOException {
        if (Files.exists(target)) {
            return;
        }
        Path draft = Files.createTempFile(target.getParent(), FONT, ".new");
        try (InputStream font =
                LinuxEmoji.class.getResourceAsStream("/dev/syngate/ui/fonts/" + FONT)) {
            Files.copy(
                    Objects.requireNonNull(font, FONT), draft, StandardCopyOption.REPLACE_EXISTING);
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /// The user's own configuration. A bare name is looked up where Fontconfig keeps its files
    /// (`man fonts.conf`, "include").
    private static String own() {
        String own = System.getenv(CONFIG);
        return own == null || own.isEmpty() ? "fonts.conf" : own;
    }

    private static String config(String own, Path folder) {
        return """
        <?xml version="1.0"?>
        <!DOCTYPE fontconfig SYSTEM "fonts.dtd">
        <fontconfig>
          <include ignore_missing="yes">%s</include>
          <dir>%s</dir>
          <selectfont><rejectfont><pattern><patelt name="color"><bool>true</bool></patelt></pattern></rejectfont></selectfont>
        </fontconfig>
        """
                .formatted(escaped(own), escaped(folder.toString()));
    }

    private static String escaped(String name) {
        return name.replace("&", "&amp;").replace("<", "&lt;");
    }

    /// `setenv` of the C library: the environment that native code reads, which Java can't change.
    @SuppressWarnings("restricted") // the program is started with access to native code
    private static void setEnvironment(String name, String value) throws IOException {
        Linker linker = Linker.nativeLinker();
        MethodHandle set =
                linker.downcallHandle(
                        linker.defaultLookup().find("setenv").orElseThrow(IOException::new),
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_INT,
                                ValueLayout.ADDRESS,
                                ValueLayout.ADDRESS,
                                ValueLayout.JAVA_INT));
        try (Arena arena = Arena.ofConfined()) {
            Object result = set.invoke(arena.allocateFrom(name), arena.allocateFrom(value), 1);
            if (!Objects.equals(result, 0)) {
                throw new IOException("setenv answered " + result);
            }
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IOException(e);
        }
    }
}
