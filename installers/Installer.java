import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Makes the installers of the system that it runs on: a runtime with only the JDK's modules that are needed, the
/// program's image, its start-up cache, and the packages. Run in the root of the checkout after the jars and the
/// list of what is in them (sbom.json) were built.
final class Installer {
    /// What jdeps finds in the program and its libraries.
    private static final String MODULES =
            "java.base,java.desktop,java.logging,java.management,java.naming,java.net.http,java.security.jgss,"
                    + "java.security.sasl,java.sql,jdk.localedata,jdk.management,jdk.unsupported";

    /// Those that the window speaks.
    private static final String LANGUAGES = "en,vi,zh";

    /// Libraries of the needed modules that nothing here calls.
    private static final String FILES = "**libsplashscreen.*,**libjsound.*,**jsound.dll,**splashscreen.dll";

    private static final Path JARS = Path.of("app/target/syngate/lib");
    private static final Path BUILD = Path.of("app/target/installer");
    private static final Path RUNTIME = BUILD.resolve("runtime");
    private static final Path INPUT = BUILD.resolve("input");
    private static final Path PACKAGES = BUILD.resolve("packages");

    /// What is done otherwise on each system.
    ///
    /// @param name of its argument files
    /// @param image the folder or bundle of the program
    /// @param app where its jars are, below the image
    /// @param packages the kinds of package to make, where the tool for them is
    private record Target(String name, String image, String app, List<Package> packages) {}

    /// @param tool makes it, and is looked for on the PATH
    private record Package(String type, String tool) {}

    private static final Target LINUX =
            new Target(
                    "linux",
                    "syngate",
                    "lib/app",
                    List.of(new Package("deb", "dpkg-deb"), new Package("rpm", "rpmbuild")));
    private static final Target WINDOWS =
            new Target("windows", "Syngate", "app", List.of(new Package("msi", "wix")));
    private static final Target MACOS =
            new Target(
                    "macos",
                    "Syngate.app",
                    "Contents/app",
                    List.of(new Package("dmg", "hdiutil")));

    private final Target target;
    private final String version;

    private Installer(Target target, String version) {
        this.target = target;
        this.version = version;
    }

    /// @param arguments the version, as Maven has it
    public static void main(String[] arguments) throws IOException {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        Target target = system.contains("win") ? WINDOWS : system.contains("mac") ? MACOS : LINUX;
        new Installer(target, arguments[0]).make();
    }

    private void make() throws IOException {
        delete(BUILD);
        Files.createDirectories(PACKAGES);
        linkRuntime();
        collectInput();
        makeImage();
        if (target == LINUX) {
            replaceLauncher();
        }
        for (Package kind : target.packages()) {
            if (isThere(kind.tool())) {
                makePackage(kind);
            } else {
                System.out.println("no " + kind.tool() + " here: no ." + kind.type());
            }
        }
        makeStartupCache();
    }

    private static void linkRuntime() throws IOException {
        Path unused = Files.write(BUILD.resolve("unused"), Unused.resources());
        run(
                tool("jlink"),
                "--add-modules",
                MODULES,
                "--exclude-files",
                FILES,
                "--exclude-resources=@" + unused,
                "--include-locales",
                LANGUAGES,
                "--strip-debug",
                "--no-header-files",
                "--no-man-pages",
                "--compress",
                "zip-9",
                "--output",
                RUNTIME.toString());
        stripSymbols(RUNTIME);
    }

    /// Takes names out of libraries that only a debugger reads: 6 MB of the JVM's.
    private static void stripSymbols(Path folder) throws IOException {
        if (!isThere("strip")) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(one -> one.toString().endsWith(".so")).toList()) {
                run("strip", "--strip-unneeded", file.toString());
            }
        }
    }

    /// The jars, the JVM's flags, what the licences ask for, and what is good to have beside.
    private static void collectInput() throws IOException {
        Files.createDirectories(INPUT);
        Jars.copy(JARS, INPUT);
        stripSymbols(INPUT);
        List<Path> files =
                List.of(
                        Path.of("app/jvm.args"),
                        Path.of("app/window.args"),
                        Path.of("LICENSE"),
                        Path.of("installers/make-startup-cache"));
        for (Path file : files) {
            Files.copy(file, INPUT.resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
        }
        if (!Files.exists(Sbom.LIBRARIES)) {
            throw new IllegalStateException(Sbom.LIBRARIES + " is missing; Maven makes the list of libraries only online");
        }
        Sbom.write(INPUT.resolve("sbom.json"), RUNTIME);
        Licences.write(INPUT.resolve("THIRD-PARTY.txt"));
    }

    private void makeImage() throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                tool("jpackage"),
                                "--type",
                                "app-image",
                                "@installers/common.args",
                                "@installers/" + target.name() + ".args",
                                "--app-version",
                                shortVersion(),
                                "--runtime-image",
                                RUNTIME.toString(),
                                "--input",
                                INPUT.toString(),
                                "--main-jar",
                                "app-" + version + ".jar",
                                "--dest",
                                BUILD.toString()));
        for (String file : List.of("app/jvm.args", "app/window.args")) {
            for (String flag : Files.readAllLines(Path.of(file))) {
                if (!flag.isBlank() && !flag.startsWith("#")) {
                    command.addAll(List.of("--java-options", flag));
                }
            }
        }
        command.addAll(List.of("--java-options", "-XX:AOTCache=$APPDIR/startup.aot"));
        run(command.toArray(String[]::new));
    }

    /// Puts our own start in the place of jpackage's, and gives the JVM the program's name, by which systems list it.
    private void replaceLauncher() throws IOException {
        Path java = image().resolve("lib/runtime/bin/java");
        Files.copy(java, java.resolveSibling("syngate"), StandardCopyOption.COPY_ATTRIBUTES);
        Files.copy(
                Path.of("installers/linux/syngate"),
                image().resolve("bin/syngate"),
                StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.COPY_ATTRIBUTES);
        Files.delete(image().resolve("lib/libapplauncher.so"));
    }

    /// A cache fits the files that it was made with: it is made in the image itself, and by the packages once they
    /// are installed.
    private void makeStartupCache() {
        if (target != WINDOWS) {
            run(image().resolve(target.app()).resolve("make-startup-cache").toString());
        }
    }

    private void makePackage(Package kind) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                tool("jpackage"),
                                "--type",
                                kind.type(),
                                "@installers/" + target.name() + "-package.args",
                                "--name",
                                target == LINUX ? "syngate" : "Syngate",
                                "--app-version",
                                shortVersion(),
                                "--app-image",
                                image().toString(),
                                "--dest",
                                PACKAGES.toString()));
        Path own = Path.of("installers", target.name() + "-" + kind.type() + ".args");
        if (Files.exists(own)) {
            command.add("@" + own);
        }
        run(command.toArray(String[]::new));
    }

    private Path image() {
        return BUILD.resolve(target.image());
    }

    /// jpackage takes no version of a bundle of macOS that begins with 0.
    private String shortVersion() {
        String released = version.replace("-SNAPSHOT", "");
        return target == MACOS ? released.replaceFirst("^0\\.", "") : released;
    }

    private static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    private static boolean isThere(String name) {
        // WiX 3 is not put on the PATH: its own installer names its folder in a variable
        if (name.equals("wix") && System.getenv("WIX") != null) {
            return true;
        }
        String[] folders = System.getenv("PATH").split(java.io.File.pathSeparator);
        return Arrays.stream(folders)
                .flatMap(folder -> Stream.of(Path.of(folder, name), Path.of(folder, name + ".exe")))
                .anyMatch(Files::isExecutable);
    }

    private static void run(String... command) {
        try {
            int code = new ProcessBuilder(command).inheritIO().start().waitFor();
            if (code != 0) {
                throw new IllegalStateException(Path.of(command[0]).getFileName() + " ended with " + code);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
