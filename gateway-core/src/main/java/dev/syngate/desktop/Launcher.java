package dev.syngate.desktop;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The file that people start.
///
/// @param program its absolute path
public record Launcher(Path program) {
    /// What started this process; nothing where that was Java itself. jpackage's launchers tell by
    /// this property, and so does the script of the checkout.
    public static Optional<Launcher> ofThisProcess() {
        return Optional.ofNullable(System.getProperty("jpackage.app-path"))
                .map(path -> new Launcher(Path.of(path).toAbsolutePath()));
    }

    /// The folder `portable` beside the program, which then holds all data; nothing where there is
    /// no such folder. Beside a program in a folder `bin`, or in a macOS bundle, is beside these.
    public Optional<Path> portableData() {
        Path shown = program;
        for (Path part = program; part != null; part = part.getParent()) {
            if (part.toString().endsWith(".app") || part.endsWith("bin")) {
                shown = part;
            }
        }
        return Optional.of(shown.resolveSibling("portable")).filter(Files::isDirectory);
    }
}
