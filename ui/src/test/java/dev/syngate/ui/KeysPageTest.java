package dev.syngate.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.access.ApiKey;
import dev.syngate.access.Group;
import dev.syngate.access.KeyDraft;
import dev.syngate.billing.Account;
import dev.syngate.gateway.Gateway;
import dev.syngate.ui.parts.Inspector;
import dev.syngate.ui.texts.Texts;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Function;
import javafx.scene.input.KeyCode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxToolkit;

/// The page of keys and its form say what is true, also while it changes.
@Timeout(120)
class KeysPageTest {
    @TempDir private Path folder;
    private Gateway gateway;
    private PageScene scene;

    @BeforeAll
    static void startToolkit() throws Exception {
        FxToolkit.registerPrimaryStage();
    }

    @BeforeEach
    void open() {
        gateway = Windows.gateway(folder);
        scene = PageScene.of(gateway, folder);
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    private ApiKey key(String name, @Nullable Instant expires) {
        return gateway.keys()
                .create(
                        new KeyDraft(
                                name,
                                gateway.accounts().get(Account.LOCAL).id(),
                                Group.STANDARD,
                                expires,
                                null,
                                ApiKey.Limits.DEFAULT))
                .key();
    }

    private void openForm() {
        scene.page("keys", "API keys");
        scene.key(KeyCode.N, true);
        scene.shows("Access restrictions");
    }

    @Test
    void anUntouchedFormSaysThatNothingIsSet() {
        openForm();
        assertThat(Fx.call(() -> scene.on().shows("None"))).isTrue();
        scene.press("Access restrictions");
        scene.type("Requests / min", "5");
        scene.shows("1 set");
        scene.type("Requests / min", String.valueOf(ApiKey.Limits.DEFAULT.rpm()));
        scene.shows("None");
    }

    @Test
    void whatIsWrongIsForgottenAsSoonAsItIsCorrected() {
        openForm();
        scene.press("Access restrictions");
        scene.type("Requests / min", "many");
        Fx.run(() -> scene.on().toggle("Amount"));
        scene.press("Create key");
        scene.shows("Give the key a name");
        scene.shows("A whole number above 0, or empty");
        scene.shows("An amount above 0");
        scene.type("Name", "Maria");
        scene.type("Requests / min", "5");
        scene.type("Quota", "12");
        assertThat(Fx.call(() -> scene.on().shows("Give the key a name"))).isFalse();
        assertThat(Fx.call(() -> scene.on().shows("A whole number above 0"))).isFalse();
        assertThat(Fx.call(() -> scene.on().shows("An amount above 0"))).isFalse();
        assertThat(scene.field("Name").lookupAll(".danger")).isEmpty();
    }

    @Test
    void aKeyOfTwoDaysExpiresInTwoDaysInEveryLanguage() {
        key("Guest", Instant.now().plus(Duration.ofDays(2)));
        scene.page("keys", "Guest");
        Function<Locale, String> words = locale -> Texts.in(locale).of("in.days", 2);
        for (Locale locale : Texts.LANGUAGES) {
            scene.language(locale);
            assertThat(words.apply(locale)).contains("2");
            scene.shows(words.apply(locale));
        }
    }

    @Test
    void aDisabledKeyStaysInspected() {
        key("Maria", null);
        scene.page("keys", "Maria");
        scene.select("Maria");
        scene.press("Disable");
        scene.until("it is disabled", () -> gateway.keys().get("Maria").disabled());
        scene.until("its state", () -> isInspected("Enable"));
        scene.press("Enable");
        scene.until("it is enabled", () -> isInspected("Disable"));
    }

    private boolean isInspected(String action) {
        return scene.on().all(Inspector.class, ".inspector").stream()
                .filter(Inspector::isVisible)
                .flatMap(one -> one.lookupAll(".button").stream())
                .anyMatch(one ->
                        one instanceof javafx.scene.control.Button button
                                && action.equals(button.getText()));
    }

    @Test
    void thisAppIsListedWhetherOrNotThereAreKeys() {
        scene.page("keys", "No API keys yet");
        assertThat(Fx.call(() -> scene.on().shows("This app"))).isTrue();
        ApiKey only = key("Maria", null);
        scene.shows("Maria");
        gateway.keys().remove(only.id());
        scene.shows("No API keys yet");
        assertThat(Fx.call(() -> scene.on().shows("This app"))).isTrue();
    }
}
