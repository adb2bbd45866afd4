package dev.syngate.ui.keys;

import dev.syngate.access.KeyDraft;
import dev.syngate.ui.parts.DrawerForm;
import dev.syngate.ui.parts.Field;
import dev.syngate.ui.texts.Texts;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.TextArea;
import org.jspecify.annotations.Nullable;

/// A key for each of several people, all with the same settings.
final class SeveralKeysForm implements DrawerForm.Form<List<KeyDraft>> {
    private static final int MOST = 200;
    private final Texts texts;
    private final KeyForm settings;
    private final TextArea names = new TextArea();
    private final Field namesField;

    SeveralKeysForm(Texts texts, KeyForm settings) {
        this.texts = texts;
        this.settings = settings;
        names.setPrefRowCount(6);
        names.setPromptText(texts.of("keys.several.prompt"));
        namesField = new Field(texts.of("keys.several.names"), names);
        names.textProperty()
                .subscribe(text -> namesField.hint(texts.of("keys.count", names().size())));
    }

    private List<String> names() {
        return names.getText()
                .lines()
                .flatMap(line -> List.of(line.split("[,;\t]")).stream())
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
    }

    @Override
    public List<Node> fields() {
        List<Node> all = new ArrayList<>(settings.fields());
        all.set(0, namesField);
        return all;
    }

    @Override
    public Node first() {
        return names;
    }

    @Override
    public @Nullable List<KeyDraft> check() {
        List<String> wanted = names();
        boolean fits = !wanted.isEmpty() && wanted.size() <= MOST;
        namesField.error(fits ? "" : texts.of("keys.several.wrong", MOST));
        KeyDraft draft = settings.checkSettings("?");
        return fits && draft != null ? wanted.stream().map(draft::named).toList() : null;
    }

    @Override
    public @Nullable Field field(String param) {
        return param.equals("name") ? namesField : null;
    }
}
