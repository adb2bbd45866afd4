package dev.syngate.ui.keys;

import dev.syngate.access.ApiKey;
import dev.syngate.access.CreatedKey;
import dev.syngate.billing.Quota;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Buttons;
import dev.syngate.ui.parts.CopyButton;
import dev.syngate.ui.parts.Icons;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.parts.Note;
import dev.syngate.ui.texts.Figures;
import dev.syngate.ui.texts.Texts;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// Shows a new key's secret, once.
final class SecretSheet extends VBox {
    static final double WIDTH = 648;
    private final Texts texts;
    private final Figures figures;
    private final CreatedKey created;
    private final String multiplier;
    private final String baseUrl;
    private final CheckBox stored;
    private final CopyButton copy;

    /// @param multiplier of the key's group, such as `0.5`
    SecretSheet(
            Texts texts,
            Figures figures,
            CreatedKey created,
            String multiplier,
            String baseUrl,
            Runnable done) {
        this.texts = texts;
        this.figures = figures;
        this.created = created;
        this.multiplier = multiplier;
        this.baseUrl = baseUrl;
        getStyleClass().add("secret-sheet");
        copy = CopyButton.labelled(texts, texts.of("secret.copy"), created::secret);
        stored = new CheckBox(texts.of("secret.stored"));
        Button finish = Buttons.primary(texts.of("done"), null, done);
        finish.disableProperty().bind(stored.selectedProperty().not());
        finish.setDefaultButton(true);
        HBox middle = new HBox(20, Boxes.grow(values()), colleague());
        VBox body =
                Boxes.column(16, title(), middle, new Note("warning", texts.of("secret.warning")));
        body.getStyleClass().add("sheet-body");
        HBox foot = Boxes.styled(Boxes.row(8, stored, Boxes.spacer(), finish), "sheet-foot");
        getChildren().addAll(body, foot);
    }

    private Node title() {
        StackPane sign = Boxes.styled(new StackPane(Icons.of(Feather.CHECK)), "success-sign");
        return Boxes.row(
                12,
                sign,
                Boxes.column(
                        0,
                        Labels.of(texts.of("secret.ready", created.key().name()), "sheet-title"),
                        Labels.of(summary(), "secondary")));
    }

    private String summary() {
        ApiKey key = created.key();
        Quota quota = key.quota();
        String allowance =
                quota == null
                        ? texts.of("unlimited")
                        : texts.of(
                                "quota." + KeyCells.period(quota), figures.brief(quota.amount()));
        String expiry =
                key.expires() == null
                        ? texts.of("secret.never.expires")
                        : texts.of("secret.expires", figures.date(key.expires()));
        return key.group() + " " + multiplier + "×  ·  " + allowance + "  ·  " + expiry;
    }

    private VBox values() {
        Button env = CopyButton.labelled(texts, texts.of("secret.copy.env"), this::env);
        return Boxes.column(
                12,
                value(texts.of("secret.key"), created.secret()),
                value(texts.of("secret.base.url"), baseUrl),
                Boxes.row(8, copy, env));
    }

    private static Node value(String name, String text) {
        TextField field = Boxes.styled(new TextField(text), "mono", "read-only");
        field.setEditable(false);
        field.setAccessibleText(name);
        field.focusedProperty()
                .subscribe(focused -> {
                    if (focused) {
                        field.selectAll();
                    }
                });
        return Boxes.column(6, Labels.of(name, "field-name"), field);
    }

    /// The two settings that most tools read.
    private String env() {
        return "OPENAI_BASE_URL=" + baseUrl + "\nOPENAI_API_KEY=" + created.secret() + "\n";
    }

    private Node colleague() {
        return Boxes.column(
                6,
                Labels.whole(texts.of("secret.colleague"), "field-name"),
                new QrCode(env(), texts.of("secret.colleague.about")),
                Boxes.styled(
                        new StackPane(Labels.of(texts.of("secret.colleague.about"), "caption")),
                        "qr-caption"));
    }

    /// What a person does first.
    Node first() {
        return copy;
    }
}
