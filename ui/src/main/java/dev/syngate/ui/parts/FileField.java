package dev.syngate.ui.parts;

import java.io.File;
import java.nio.file.Path;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.stage.FileChooser;
import org.kordamp.ikonli.feather.Feather;

/// The path of a file, typed or chosen.
public final class FileField extends HBox {
    private final TextField path = Boxes.grow(new TextField());

    /// @param choose the name of the button that shows the files
    /// @param endings such as `*.pem`; what has another ending can be typed
    public FileField(String choose, String... endings) {
        super(8);
        getChildren()
                .addAll(path, Buttons.plain(choose, Feather.FOLDER, () -> this.choose(endings)));
    }

    private void choose(String... endings) {
        FileChooser chooser = new FileChooser();
        chooser.getExtensionFilters()
                .setAll(
                        new FileChooser.ExtensionFilter(String.join(" ", endings), endings),
                        new FileChooser.ExtensionFilter("*", "*"));
        File folder = folder();
        if (folder.isDirectory()) {
            chooser.setInitialDirectory(folder);
        }
        File file = chooser.showOpenDialog(getScene().getWindow());
        if (file != null) {
            path.setText(file.toString());
        }
    }

    /// Where the file of now is.
    private File folder() {
        File parent = new File(text()).getParentFile();
        return parent == null ? Path.of(System.getProperty("user.home")).toFile() : parent;
    }

    public TextField input() {
        return path;
    }

    /// What is typed, without the blanks around it.
    public String text() {
        return path.getText().strip();
    }
}
