package dev.syngate.ui.settings;

import dev.syngate.call.RefusedException;
import dev.syngate.ui.page.PageTools;
import dev.syngate.ui.parts.Buttons;
import dev.syngate.ui.parts.Choice;
import dev.syngate.ui.parts.ConfirmSheet;
import dev.syngate.ui.parts.Field;
import dev.syngate.ui.parts.FileField;
import dev.syngate.ui.parts.ProxyChoice;
import dev.syngate.ui.texts.Texts;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import tools.jackson.databind.JsonNode;

/// How providers are reached that do not say it themselves, and where the key of what is stored
/// encrypted lies.
final class NetworkSettings {
    private final PageTools tools;
    private final Texts texts;
    private final SettingsViewModel model;
    private final ProxyChoice proxy;
    private final FileField authorities;
    private final RoutingRows routing;
    private final Choice<String> place;
    private final Field proxyField;
    private final Field authoritiesField;
    private String storedIn = "file";
    private boolean showing;

    NetworkSettings(PageTools tools, SettingsViewModel model) {
        this.tools = tools;
        this.texts = tools.texts();
        this.model = model;
        proxy = new ProxyChoice(texts, List.of("system", "none"));
        authorities = new FileField(texts.of("choose"), "*.pem", "*.crt", "*.cer");
        proxyField = new Field(texts.of("providers.form.proxy"), proxy);
        authoritiesField = new Field(texts.of("providers.form.ca_file"), authorities);
        proxyField.hint(texts.of("settings.network.proxy"));
        authoritiesField.hint(texts.of("providers.form.ca_file.hint"));
        place = new Choice<>(List.of("keychain", "file"), one -> texts.of("secret.store." + one));
        place.setAccessibleText(texts.of("settings.secrets"));
        place.valueProperty().addListener((property, before, now) -> ask(now));
        routing = new RoutingRows(tools, model);
    }

    List<Node> cards() {
        SettingRows rows = new SettingRows(texts);
        return List.of(
                rows.fields(
                        "network",
                        Buttons.plain(texts.of("save"), null, this::save),
                        proxyField,
                        authoritiesField),
                routing.section(rows),
                rows.section("secrets.card", rows.row("secrets", place)));
    }

    void shown() {
        model.settings(this::show);
    }

    private void show(JsonNode now) {
        showing = true;
        proxy.set(now.path("proxy").asString("system"));
        authorities.input().setText(now.path("ca_file").asString(""));
        storedIn = now.path("secret_store").asString("file");
        place.setValue(storedIn);
        routing.show(now);
        showing = false;
    }

    private void save() {
        proxyField.error(proxy.proxy().isEmpty() ? texts.of("providers.form.missing") : "");
        authoritiesField.error("");
        if (proxy.proxy().isEmpty()) {
            return;
        }
        String file = authorities.text();
        model.change(
                Map.of("proxy", proxy.proxy(), "ca_file", file.isEmpty() ? "none" : file),
                now -> {
                    show(now);
                    tools.toasts().say(texts.of("settings.saved"));
                },
                this::refuse);
    }

    private void refuse(RuntimeException failure) {
        String param =
                failure instanceof RefusedException refused ? refused.refusal().param() : null;
        String message = String.valueOf(failure.getMessage());
        if ("proxy".equals(param)) {
            proxyField.error(message);
        } else if ("ca_file".equals(param)) {
            authoritiesField.error(message);
        } else {
            tools.toasts().say(message);
        }
    }

    /// Before the key moves it is said what that means.
    private void ask(String chosen) {
        if (showing || chosen.equals(storedIn)) {
            return;
        }
        new ConfirmSheet(
                        texts,
                        tools.overlay(),
                        texts.of("secret.move", texts.of("secret.store." + chosen)),
                        texts.of("secret.move." + chosen),
                        texts.of("secret.move.go"),
                        () -> change(Map.of("secret_store", chosen)))
                .show();
        showing = true;
        place.setValue(storedIn);
        showing = false;
    }

    private void change(Map<String, ?> fields) {
        if (!showing) {
            model.change(
                    fields,
                    this::show,
                    failure -> {
                        tools.toasts().say(String.valueOf(failure.getMessage()));
                        shown();
                    });
        }
    }
}
