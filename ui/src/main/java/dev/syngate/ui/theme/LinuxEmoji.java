package dev.syngate.ui.theme;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Emoji on Linux: JavaFX can't draw colour fonts there and shows boxes or other characters where
/// Fontconfig chooses one. This process therefore leaves them out, and Syngate's own outlines stand
/// in.
final class LinuxEmoji {
    /// The font that stands in; Pango finds it by itself once it is loaded.
    static final String FONT = "NotoEmoji-Regular.ttf";

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
            Path file = Files.createTempFile("syngate-fonts", ".conf");
            file.toFile().deleteOnExit();
            Files.writeString(file, config(System.getenv(CONFIG)));
            setEnvironment(CONFIG, file.toString());
        } catch (IOException | IllegalCallerException e) {
            LOG.log(System.Logger.Level.INFO, "emoji may be shown as boxes", e);
        }
    }

    /// The user's own configuration, and one rule. A bare name is looked up where Fontconfig keeps
    /// its files (`man fonts.conf`, "include").
    static String config(@Nullable String own) {
        String included = own == null || own.isEmpty() ? "fonts.conf" : own;
        String name = included.replace("&", "&amp;").replace("<", "&lt;");
        return """
        <?xml version="1.0"?>
        <!DOCTYPE fontconfig SYSTEM "fonts.dtd">
        <fontconfig>
          <include ignore_missing="yes">%s</include>
          <selectfont><rejectfont><pattern><patelt name="color"><bool>true</bool></patelt></pattern></rejectfont></selectfont>
        </fontconfig>
        """
                .formatted(name);
    }

    /// `setenv` of the C library: the environment that native code reads, which Java can't change.
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
