package dev.syngate.ui.parts;

import java.io.File;
import java.nio.file.Path;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.kordamp.ikonli.feather.Feather;

/// The path of a file, typed or chosen.
public final class FileField extends HBox {
    private final TextField path = Boxes.grow(new TextField());
    private String chosen = "";

    /// Of a file that is there.
    ///
    /// @param choose the name of the button that shows the files
    /// @param endings such as `*.pem`; what has another ending can be typed
    public FileField(String choose, String... endings) {
        this(false, choose, endings);
    }

    private FileField(boolean saving, String choose, String... endings) {
        super(8);
        getChildren()
                .addAll(
                        path,
                        Buttons.plain(choose, Feather.FOLDER, () -> this.choose(saving, endings)));
    }

    /// Of a file that is to be written.
    public static FileField saving(String choose, String... endings) {
        return new FileField(true, choose, endings);
    }

    private void choose(boolean saving, String... endings) {
        FileChooser chooser = new FileChooser();
        chooser.getExtensionFilters()
                .setAll(
                        new FileChooser.ExtensionFilter(String.join(" ", endings), endings),
                        new FileChooser.ExtensionFilter("*", "*"));
        File folder = folder();
        if (folder.isDirectory()) {
            chooser.setInitialDirectory(folder);
        }
        Window window = getScene().getWindow();
        File file = saving ? chooser.showSaveDialog(window) : chooser.showOpenDialog(window);
        if (file != null) {
            path.setText(file.toString());
            chosen = file.toString();
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

    /// Whether the file was chosen and not typed: whoever chooses one to be written was asked
    /// whether it may be replaced.
    public boolean isChosen() {
        return text().equals(chosen);
    }

    /// What is typed, without the blanks around it.
    public String text() {
        return path.getText().strip();
    }
}
