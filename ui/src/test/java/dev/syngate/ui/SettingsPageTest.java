package dev.syngate.ui;

import static org.assertj.core.api.Assertions.assertThat;

import atlantafx.base.controls.ToggleSwitch;
import dev.syngate.backup.BackupArchive;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/// The settings, changed as a person does.
@Timeout(120)
class SettingsPageTest {
    @RegisterExtension private final OpenPages pages = new OpenPages();

    private JsonNode settings() {
        return pages.gateway().management().get("settings");
    }

    private void section(String id, String shown) {
        Fx.run(() -> pages.scene().window().content().open("settings", id));
        pages.scene().shows(shown);
    }

    @Test
    void theWayToAllProvidersIsChosenAndWhatCantBeIsSaidAtItsField() {
        PageScene scene = pages.scene();
        section("network", "How providers are reached");
        ComboBox<Object> proxy = Fx.call(() -> pages.on().combo(scene.field("Proxy")));
        Fx.until("the choice", () -> proxy.getValue() != null);
        scene.choose(proxy, "This proxy");
        scene.press("Save");
        scene.shows("Fill this in");
        scene.type("Proxy", "ftp://example.com");
        scene.press("Save");
        scene.shows("socks5://host:port");
        scene.take("settings-network");
        scene.type("Proxy", "http://me:secret@127.0.0.1:3128");
        scene.type("Authorities to trust (PEM)", "/no/such/file.pem");
        scene.press("Save");
        scene.shows("none could be read there");
        scene.type("Authorities to trust (PEM)", "");
        scene.press("Save");
        scene.until(
                "the proxy",
                () -> settings().path("proxy").asString("").contains("127.0.0.1:3128"));
        assertThat(settings().path("proxy").asString("")).doesNotContain("secret");
        scene.choose(proxy, "None: directly");
        scene.press("Save");
        scene.until("none", () -> settings().path("proxy").asString("").equals("none"));
    }

    @Test
    void theKeyOfTheSecretsMovesOnlyAfterItWasSaidWhatThatMeans() {
        PageScene scene = pages.scene();
        String before = settings().path("secret_store").asString();
        section("network", "Secret store");
        String name = before.equals("file") ? "Keychain of the system" : "File in the data folder";
        ComboBox<Object> store = named("Secret store");
        Fx.until("the store of now", () -> store.getValue() != null);
        scene.choose(store, name);
        scene.shows("Move to: " + name + "?");
        scene.take("settings-secrets");
        scene.press("Cancel");
        assertThat(Fx.call(() -> store.getConverter().toString(store.getValue())))
                .isNotEqualTo(name);
        assertThat(settings().path("secret_store").asString()).isEqualTo(before);
    }

    @Test
    void theScheduleOfBackupsHoldsAtOnce() {
        PageScene scene = pages.scene();
        section("backups", "One a day");
        ComboBox<Object> hour = named("Hour");
        Fx.until("the schedule of now", () -> "any".equals(hour.getValue()));
        scene.choose(hour, "3:00");
        scene.choose(named("Kept"), "30");
        scene.until("both", () -> settings().path("backups_kept").asInt() == 30);
        assertThat(settings().path("backup_hour").asInt()).isEqualTo(3);
        Fx.run(() -> pages.on().first(ToggleSwitch.class, ".toggle-switch").setSelected(false));
        scene.until("off", () -> !settings().path("daily_backups").asBoolean());
        scene.until("its choices rest", hour::isDisabled);
        scene.take("settings-backups");
    }

    @Test
    void aBackupWithAPassphraseHasTheKeysAndReplacesNothingUnasked() throws Exception {
        PageScene scene = pages.scene();
        Path old = Files.writeString(pages.folder().resolve("old.zip"), "mine");
        Path file = pages.folder().resolve("whole.zip");
        section("backups", "Back up now");
        scene.press("Back up…");
        scene.type("File", old.toString());
        scene.type("Passphrase", "short");
        scene.press("Back up now");
        scene.shows("8 characters or more");
        scene.shows("This file exists");
        scene.type("File", file.toString());
        scene.type("Passphrase", "long enough");
        scene.press("Back up now");
        scene.shows("The two differ");
        scene.type("Passphrase again", "long enough");
        scene.take("settings-backup");
        scene.press("Back up now");
        scene.shows("whole.zip");
        try (BackupArchive archive = BackupArchive.open(file)) {
            assertThat(archive.manifest().hasKeys()).isTrue();
        }
        assertThat(old).hasContent("mine");
    }

    @Test
    void theRoomOfResponsesIsSetAndWhatCantBeIsSaid() {
        PageScene scene = pages.scene();
        section("records", "Days of responses");
        TextField days = amount("Days of responses");
        TextField largest = amount("Largest in MiB");
        scene.until("the limits of now", () -> days.getText().equals("30"));
        scene.take("settings-records");
        Fx.run(() -> days.setText("7"));
        Fx.run(() -> largest.setText("16"));
        Fx.run(() ->
                pages.on().all(Button.class, ".button").stream()
                        .filter(button -> button.getText().equals("Save"))
                        .toList()
                        .getLast()
                        .fire());
        scene.until("the limits", () -> settings().path("response_days").asInt() == 7);
        assertThat(settings().path("largest_response_mib").asInt()).isEqualTo(16);
        assertThat(settings().path("retention_days").asInt()).isEqualTo(90);
    }

    private TextField amount(String accessibleText) {
        return Fx.call(() ->
                pages.on().all(TextField.class, ".amount").stream()
                        .filter(field -> accessibleText.equals(field.getAccessibleText()))
                        .findFirst()
                        .orElseThrow());
    }

    private ComboBox<Object> named(String accessibleText) {
        return Fx.call(() -> pages.on().combo(accessibleText));
    }
}
