package dev.syngate.ui;

import dev.syngate.gateway.Gateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testfx.api.FxToolkit;

/// A gateway with data of its own and its window without a stage, new for each test.
final class OpenPages implements BeforeEachCallback, AfterEachCallback {
    private @Nullable Path folder;
    private @Nullable Gateway gateway;
    private @Nullable PageScene scene;

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        FxToolkit.registerPrimaryStage();
        folder = Files.createTempDirectory("pages");
        gateway = Windows.gateway(folder);
        scene = PageScene.of(gateway, folder);
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        gateway().close();
        try (Stream<Path> files = Files.walk(folder())) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    Path folder() {
        return Objects.requireNonNull(folder);
    }

    Gateway gateway() {
        return Objects.requireNonNull(gateway);
    }

    PageScene scene() {
        return Objects.requireNonNull(scene);
    }

    Parts on() {
        return scene().on();
    }
}
