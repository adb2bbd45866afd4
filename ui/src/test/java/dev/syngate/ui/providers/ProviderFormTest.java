package dev.syngate.ui.providers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.gateway.Gateway;
import dev.syngate.gateway.GatewaySettings;
import dev.syngate.ui.fx.Background;
import dev.syngate.ui.page.Navigation;
import dev.syngate.ui.page.PageTools;
import dev.syngate.ui.parts.ColumnChoices;
import dev.syngate.ui.parts.Overlay;
import dev.syngate.ui.parts.Toasts;
import dev.syngate.ui.parts.WorkBar;
import dev.syngate.ui.texts.Figures;
import dev.syngate.ui.texts.Texts;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

class ProviderFormTest {
    private static final Navigation NOWHERE =
            new Navigation() {
                @Override
                public void open(String page) {}

                @Override
                public void open(String page, String what) {}
            };
    private static final ColumnChoices NONE_HIDDEN =
            new ColumnChoices() {
                @Override
                public Set<String> hidden(String table) {
                    return Set.of();
                }

                @Override
                public void hide(String table, Set<String> columns) {}
            };

    @TempDir private Path folder;

    @BeforeAll
    static void startToolkit() throws Exception {
        FxToolkit.registerPrimaryStage();
    }

    private static PageTools tools() {
        Texts texts = Texts.in(Locale.ENGLISH);
        return new PageTools(
                texts,
                new Figures(texts, ZoneOffset.UTC),
                new Overlay(),
                new Toasts(texts),
                new WorkBar(texts),
                NOWHERE,
                NONE_HIDDEN,
                link -> {});
    }

    private static Stream<Button> buttons(Node node) {
        return switch (node) {
            case Button button -> Stream.of(button);
            case Parent parent ->
                    parent.getChildrenUnmodifiable().stream().flatMap(ProviderFormTest::buttons);
            default -> Stream.of();
        };
    }

    @Test
    void aKeyOfTheEnvironmentIsOfferedUntilItsProviderIsThere() throws Exception {
        Map<String, String> environment = Map.of("DEEPSEEK_API_KEY", "sk-from-there\n");
        try (Gateway gateway = Gateway.open(GatewaySettings.of(folder), InstantSource.system())) {
            ProvidersViewModel model =
                    WaitForAsyncUtils.asyncFx(() ->
                                    new ProvidersViewModel(
                                            gateway,
                                            Background.live(),
                                            new EnvironmentKeys(environment::get)))
                            .get();
            ProviderForm form =
                    WaitForAsyncUtils.asyncFx(() -> new ProviderForm(tools(), model, null)).get();
            Button offer = awaitOffer(form);
            WaitForAsyncUtils.asyncFx(offer::fire).get();
            Map<String, Object> draft =
                    Objects.requireNonNull(WaitForAsyncUtils.asyncFx(form::check).get());
            assertThat(draft)
                    .containsEntry("name", "DeepSeek")
                    .containsEntry("api_key", "sk-from-there");
            gateway.management().post(draft(draft), "providers");
            java.util.concurrent.CompletableFuture<ProvidersViewModel.Offers> offers =
                    new java.util.concurrent.CompletableFuture<>();
            WaitForAsyncUtils.asyncFx(() -> model.offers(offers::complete)).get();
            assertThat(offers.get().keys()).isEmpty();
        }
    }

    /// Nothing is asked of the provider.
    private static Map<String, Object> draft(Map<String, Object> typed) {
        return Map.of(
                "name", Objects.requireNonNull(typed.get("name")),
                "base_url", Objects.requireNonNull(typed.get("base_url")),
                "protocol", Objects.requireNonNull(typed.get("protocol")));
    }

    private static Button awaitOffer(ProviderForm form) throws Exception {
        Button[] found = {null};
        WaitForAsyncUtils.waitFor(
                60,
                java.util.concurrent.TimeUnit.SECONDS,
                () -> {
                    found[0] =
                            WaitForAsyncUtils.asyncFx(() ->
                                            form.fields().stream()
                                                    .flatMap(ProviderFormTest::buttons)
                                                    .filter(one ->
                                                            one.getText() != null
                                                                    && one.getText()
                                                                            .startsWith(
                                                                                    "DEEPSEEK_API_KEY"))
                                                    .findFirst()
                                                    .orElse(null))
                                    .get();
                    return found[0] != null;
                });
        return Objects.requireNonNull(found[0]);
    }
}
