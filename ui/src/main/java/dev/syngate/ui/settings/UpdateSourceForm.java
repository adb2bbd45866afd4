package dev.syngate.ui.settings;

import dev.syngate.ui.parts.DrawerForm;
import dev.syngate.ui.parts.Field;
import dev.syngate.ui.texts.Texts;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.TextField;

/// Where versions are announced, and what announcements are signed with.
final class UpdateSourceForm implements DrawerForm.Form<ProgramSettingsModel.Source> {
    private final TextField url;
    private final TextField key;
    private final Field urlField;
    private final Field keyField;

    UpdateSourceForm(Texts texts, ProgramSettingsModel.Source now) {
        url = new TextField(now.url());
        key = new TextField(now.key());
        urlField = new Field(texts.of("settings.source.url"), url);
        keyField = new Field(texts.of("settings.source.key"), key);
        urlField.hint(texts.of("settings.source.url.hint"));
        keyField.hint(texts.of("settings.source.key.hint"));
    }

    @Override
    public List<Node> fields() {
        return List.of(urlField, keyField);
    }

    @Override
    public Node first() {
        return url;
    }

    @Override
    public ProgramSettingsModel.Source check() {
        return new ProgramSettingsModel.Source(url.getText().strip(), key.getText().strip());
    }

    @Override
    public Field field(String param) {
        return param.equals("update_key") ? keyField : urlField;
    }
}
