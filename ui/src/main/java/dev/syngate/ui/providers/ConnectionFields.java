package dev.syngate.ui.providers;

import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Field;
import dev.syngate.ui.parts.FileField;
import dev.syngate.ui.parts.Fold;
import dev.syngate.ui.parts.ProxyChoice;
import dev.syngate.ui.texts.Texts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/// How a provider is reached, where that is not as usual; folded until it is wanted.
final class ConnectionFields {
    private static final List<String> TIMES =
            List.of("connect_timeout", "first_byte_timeout", "silence_timeout");
    private final Texts texts;
    private final Connection old;
    private final ProxyChoice proxy;
    private final HeaderRows headers;
    private final Map<String, TextInputControl> inputs = new LinkedHashMap<>();
    private final Map<String, Field> fields = new LinkedHashMap<>();
    private final Fold fold;

    ConnectionFields(Texts texts, Connection old) {
        this.texts = texts;
        this.old = old;
        proxy = new ProxyChoice(texts, List.of(Connection.USUAL, "system", "none"));
        headers = new HeaderRows(texts);
        FileField certificate = new FileField(texts.of("choose"), "*.p12", "*.pfx");
        FileField authorities = new FileField(texts.of("choose"), "*.pem", "*.crt", "*.cer");
        PasswordField password = new PasswordField();
        field(Connection.PROXY, proxy);
        field(Connection.HEADERS, headers).hint(texts.of("providers.form.headers.hint"));
        input("query", new TextField()).setPromptText("api-version=2024-10-21");
        input("key_header", new TextField()).setPromptText("Authorization");
        field("client_certificate", certificate);
        inputs.put("client_certificate", certificate.input());
        input("client_certificate_password", password);
        field("ca_file", authorities).hint(texts.of("providers.form.ca_file.hint"));
        inputs.put("ca_file", authorities.input());
        TIMES.forEach(
                time -> input(time, new TextField()).setPromptText(texts.of("usual." + time)));
        fill();
        fold = new Fold(texts.of("providers.form.network"), nodes());
        fold.summary(
                old.set() == 0
                        ? texts.of("keys.form.none.set")
                        : texts.of("keys.form.set", old.set()));
    }

    private void fill() {
        proxy.set(old.text(Connection.PROXY).isEmpty() ? Connection.USUAL : old.text("proxy"));
        headers.set(old.headers());
        inputs.forEach((name, input) -> input.setText(old.text(name)));
    }

    private Node[] nodes() {
        HBox times = new HBox(16);
        TIMES.forEach(time -> times.getChildren().add(half(time)));
        return new Node[] {
            of(Connection.PROXY),
            times,
            of(Connection.HEADERS),
            new HBox(16, half("query"), half("key_header")),
            of("ca_file"),
            of("client_certificate"),
            of("client_certificate_password")
        };
    }

    private TextField input(String param, TextField input) {
        field(param, input);
        inputs.put(param, input);
        return input;
    }

    private Field field(String param, Node control) {
        Field field = new Field(texts.of("providers.form." + param), control);
        fields.put(param, field);
        return field;
    }

    private Field of(String param) {
        return Objects.requireNonNull(fields.get(param));
    }

    private Node half(String param) {
        Field field = Boxes.grow(of(param));
        field.setPrefWidth(140);
        return field;
    }

    Fold fold() {
        return fold;
    }

    @Nullable Field find(String param) {
        return fields.get(param);
    }

    /// Shows what is wrong; answers whether nothing is.
    boolean check() {
        fields.values().forEach(field -> field.error(""));
        boolean fits = true;
        for (String time : TIMES) {
            boolean whole = text(time).matches("|none|[0-9]{1,5}");
            of(time).error(whole ? "" : texts.of("providers.form.time.wrong"));
            fits &= whole;
        }
        boolean addressed = !proxy.proxy().isEmpty();
        of(Connection.PROXY).error(addressed ? "" : texts.of("providers.form.missing"));
        return fits && addressed;
    }

    private String text(String name) {
        return Objects.requireNonNull(inputs.get(name)).getText().strip();
    }

    /// What was changed, by the names of the management API.
    Map<String, Object> changed() {
        Map<String, String> now = new LinkedHashMap<>();
        inputs.keySet().forEach(name -> now.put(name, text(name)));
        String way = proxy.proxy();
        now.put(Connection.PROXY, way.equals(Connection.USUAL) ? "" : way);
        return new Connection(headers.headers(), now).changedFrom(old);
    }
}
