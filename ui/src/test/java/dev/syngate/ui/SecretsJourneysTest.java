package dev.syngate.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.gateway.Gateway;
import dev.syngate.gateway.GatewaySettings;
import dev.syngate.gateway.Installation;
import dev.syngate.gateway.Management;
import dev.syngate.provider.ServerIdentity;
import dev.syngate.secrets.Keychain;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.PasswordField;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxToolkit;

/// Where secrets are, how they come along with a backup, and files of certificates, as a person
/// sets them in the window.
@Timeout(120)
class SecretsJourneysTest {
    private static final InstantSource CLOCK = InstantSource.system();
    private static final Map<String, ?> PROVIDER =
            Map.of("name", "Far", "base_url", "http://127.0.0.1:9/v1", "api_key", "sk-far-away");

    @TempDir private Path folder;

    @BeforeEach
    void start() throws Exception {
        Locale.setDefault(Locale.ENGLISH);
        FxToolkit.registerPrimaryStage();
    }

    private GatewaySettings settings(String name) throws Exception {
        Path data = Files.createDirectory(folder.resolve(name));
        return GatewaySettings.of(data).listeningOn("127.0.0.1", 0);
    }

    /// What the key says about itself once it is used: that it can't be read, or nothing.
    private static String keyStep(Management management) {
        return management.post(Map.of(), "providers", "Far", "test").toString();
    }

    @Test
    void theKeyOfTheSecretsMovesToTheKeychainAndBack() throws Exception {
        Map<String, String> kept = new ConcurrentHashMap<>();
        GatewaySettings settings = settings("data").with(keychain(kept));
        try (Gateway gateway = Gateway.open(settings, CLOCK)) {
            gateway.start();
            gateway.management().patch(Map.of("secret_store", "file"), "settings");
            gateway.management().post(PROVIDER, "providers");
            PageScene scene = PageScene.of(gateway, settings.dataDir());
            Fx.run(() -> scene.window().content().open("settings", "network"));
            scene.shows("Secret store");
            move(scene, gateway, "Keychain of the system", "keychain");
            assertThat(kept).isNotEmpty();
            assertThat(settings.dataDir().resolve("vault.key")).doesNotExist();
            move(scene, gateway, "File in the data folder", "file");
            assertThat(kept).isEmpty();
            assertThat(settings.dataDir().resolve("vault.key")).exists();
            assertThat(keyStep(gateway.management())).doesNotContain("can't be read");
        }
    }

    private static void move(PageScene scene, Gateway gateway, String name, String word) {
        ComboBox<Object> store = Fx.call(() -> scene.on().combo("Secret store"));
        scene.until("the store of now", () -> store.getValue() != null);
        scene.choose(store, name);
        scene.shows("Move to: " + name + "?");
        scene.press("Move");
        scene.until(
                name,
                () ->
                        gateway.management()
                                .get("settings")
                                .path("secret_store")
                                .asString("")
                                .equals(word));
        scene.until("the choice says so", () -> !scene.on().shows("Move to: "));
    }

    private static Keychain keychain(Map<String, String> kept) {
        return new Keychain() {
            @Override
            public void put(String name, String secret) {
                kept.put(name, secret);
            }

            @Override
            public @Nullable String get(String name) {
                return kept.get(name);
            }

            @Override
            public void remove(String name) {
                kept.remove(name);
            }
        };
    }

    @Test
    void aBackupWithItsPassphraseBringsTheKeysOfProvidersToAnotherComputer() throws Exception {
        Path backup = folder.resolve("whole.zip");
        try (Gateway elsewhere = Gateway.open(settings("elsewhere"), CLOCK)) {
            elsewhere.management().post(PROVIDER, "providers");
            elsewhere
                    .management()
                    .post(
                            Map.of("file", backup.toString(), "passphrase", "correct horse"),
                            "backups");
        }
        GatewaySettings here = settings("here");
        try (Installation installation = new Installation(Gateway.open(here, CLOCK), here, CLOCK)) {
            installation.gateway().start();
            WindowOfInstallation window =
                    new WindowOfInstallation(installation, CLOCK, ZoneOffset.UTC, link -> {});
            Stage stage = Fx.call(Stage::new);
            Fx.run(() -> window.open(stage, made -> made.show(stage, () -> {})));
            restore(window, backup, "wrong horse");
            Fx.until("why not", () -> parts(window).shows("passphrase"));
            assertThat(installation.gateway().management().get("providers").size()).isEqualTo(1);
            restore(window, backup, "correct horse");
            Fx.until("the end", () -> parts(window).shows("Restored. The data of before is in"));
            Management restored = installation.gateway().management();
            assertThat(restored.get("providers", "Far").path("has_api_key").asBoolean()).isTrue();
            assertThat(keyStep(restored)).doesNotContain("can't be read");
            Fx.run(stage::close);
        }
    }

    private static void restore(WindowOfInstallation window, Path backup, String passphrase) {
        Fx.run(() -> {
            window.now().content().open("settings", "backups");
            window.now().askToRestore(backup);
        });
        Fx.until("what it means", () -> parts(window).shows("Restore this backup?"));
        Fx.run(() -> {
            parts(window)
                    .first(PasswordField.class, ".sheet-body .password-field")
                    .setText(passphrase);
            parts(window).button("Restore").fire();
        });
    }

    private static Parts parts(WindowOfInstallation window) {
        return new Parts(window.now().scene());
    }

    @Test
    void aProviderBehindAnAuthorityOfItsOwnIsReachedWithFilesThatTheFormNames() throws Exception {
        ServerIdentity identity = ServerIdentity.in(Files.createDirectory(folder.resolve("tls")));
        GatewaySettings settings = settings("data");
        try (Gateway gateway = Gateway.open(settings, CLOCK)) {
            gateway.start();
            PageScene scene = PageScene.of(gateway, settings.dataDir());
            scene.page("providers", "Sandbox");
            scene.press("Add provider");
            scene.type("Name", "Inner");
            scene.type("Base URL", "https://localhost:9/v1");
            Fx.run(() -> scene.on().first(CheckBox.class, ".form .check-box").setSelected(false));
            scene.press("Network, headers and certificates");
            scene.type("Authorities to trust (PEM)", identity.keys());
            scene.press("Add");
            scene.shows("none could be read there");
            scene.type("Authorities to trust (PEM)", identity.caFile());
            scene.type("Client certificate (PKCS #12)", identity.keys());
            scene.type("Password of the certificate", "wrong");
            scene.press("Add");
            scene.shows("it could not be opened");
            scene.type("Password of the certificate", "changeit");
            scene.press("Add");
            scene.until("it is there", () -> gateway.management().get("providers").size() == 2);
            assertThat(
                            gateway.management()
                                    .get("providers", "Inner")
                                    .path("client_certificate")
                                    .asString(""))
                    .isEqualTo(identity.keys());
            assertThat(gateway.management().get("providers", "Inner").toString())
                    .doesNotContain("changeit");
        }
    }
}
