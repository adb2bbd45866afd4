package dev.syngate.ui.settings;

import dev.syngate.ui.parts.DrawerForm;
import dev.syngate.ui.parts.Field;
import dev.syngate.ui.parts.FileField;
import dev.syngate.ui.texts.Texts;
import java.io.File;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.PasswordField;
import org.jspecify.annotations.Nullable;

/// Where a backup goes, and whether the keys of providers go along under a passphrase.
final class BackupForm implements DrawerForm.Form<Map<String, Object>> {
    private static final int SHORTEST = 8;
    private final Texts texts;
    private final FileField file;
    private final PasswordField passphrase = new PasswordField();
    private final PasswordField again = new PasswordField();
    private final Field fileField;
    private final Field passphraseField;
    private final Field againField;

    /// @param suggested the file that is filled in already
    BackupForm(Texts texts, Path suggested) {
        this.texts = texts;
        file = FileField.saving(texts.of("choose"), "*.zip");
        file.input().setText(suggested.toString());
        fileField = new Field(texts.of("settings.restore.name"), file);
        passphraseField = new Field(texts.of("settings.passphrase"), passphrase);
        passphraseField.hint(texts.of("settings.passphrase.hint"));
        againField = new Field(texts.of("settings.passphrase.again"), again);
    }

    @Override
    public List<Node> fields() {
        return List.of(fileField, passphraseField, againField);
    }

    @Override
    public Node first() {
        return file.input();
    }

    @Override
    public @Nullable Map<String, Object> check() {
        String secret = passphrase.getText();
        boolean named = !file.text().isEmpty();
        boolean free = file.isChosen() || !new File(file.text()).exists();
        boolean strong = secret.isEmpty() || secret.length() >= SHORTEST;
        boolean same = secret.equals(again.getText());
        fileField.error(
                !named
                        ? texts.of("providers.form.missing")
                        : free ? "" : texts.of("settings.backup.exists"));
        passphraseField.error(strong ? "" : texts.of("settings.passphrase.short", SHORTEST));
        againField.error(same ? "" : texts.of("settings.passphrase.differs"));
        if (!named || !free || !strong || !same) {
            return null;
        }
        Map<String, Object> draft = new LinkedHashMap<>();
        draft.put("file", file.text());
        draft.put("force", file.isChosen());
        if (!secret.isEmpty()) {
            draft.put("passphrase", secret);
        }
        return draft;
    }

    @Override
    public Field field(String param) {
        return Objects.equals(param, "passphrase") ? passphraseField : fileField;
    }
}
