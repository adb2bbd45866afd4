package dev.syngate.ui.parts;

import dev.syngate.ui.texts.Texts;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;

/// How the network is reached: as the settings say, as the system says, directly, or by a proxy of
/// one's own.
public final class ProxyChoice extends VBox {
    private static final String OWN = "own";
    private final Choice<String> way;
    private final TextField address = new TextField();

    /// @param ways the words that may be chosen besides an address, such as `system` and `none`
    public ProxyChoice(Texts texts, List<String> ways) {
        super(8);
        way =
                new Choice<>(
                        java.util.stream.Stream.concat(
                                        ways.stream(), java.util.stream.Stream.of(OWN))
                                .toList(),
                        one -> texts.of("proxy." + one));
        way.setValue(ways.getFirst());
        way.setAccessibleText(texts.of("providers.form.proxy"));
        address.setPromptText("http://host:8080, socks5://user:password@host:1080");
        address.setAccessibleText(texts.of("proxy.address"));
        way.valueProperty().subscribe(chosen -> Boxes.show(address, OWN.equals(chosen)));
        getChildren().addAll(way, address);
    }

    /// Shows a proxy: one of the words, or an address.
    public void set(String proxy) {
        boolean word = way.getItems().contains(proxy) && !proxy.equals(OWN);
        way.setValue(word ? proxy : OWN);
        address.setText(word ? "" : proxy);
    }

    /// The word, or the address, which may be empty.
    public String proxy() {
        String chosen = way.getValue();
        return OWN.equals(chosen) || chosen == null ? address.getText().strip() : chosen;
    }

    /// What is chosen of the words.
    public ObservableValue<String> wayProperty() {
        return way.valueProperty();
    }
}
