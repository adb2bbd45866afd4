package dev.syngate.ui.parts;

import dev.syngate.call.RefusedException;
import dev.syngate.ui.texts.Texts;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// A form in a drawer: its head and foot stay, its fields scroll. It is not left unasked when
/// anything in it was changed, and what the gateway refuses is said at the field that it is about.
///
/// @param <D> what is filled in
public final class DrawerForm<D> extends VBox {
    /// The fields of a form.
    public interface Form<D> {
        List<Node> fields();

        /// Where a person starts to type.
        Node first();

        /// What was filled in; null after showing what is wrong with it.
        @Nullable D check();

        /// The field that a refusal's parameter is about; null: none of its own.
        default @Nullable Field field(String param) {
            return null;
        }
    }

    /// Does what the form is for.
    public interface Submission<D> {
        /// Calls one of the two when it is over.
        void send(D draft, Runnable done, Consumer<? super RuntimeException> failed);
    }

    /// The words of a form.
    ///
    /// @param hint stands in the foot; may be empty
    public record Words(String title, String hint, String submit) {}

    private final Texts texts;
    private final Overlay overlay;
    private final Words words;
    private final Form<D> form;
    private final Submission<D> submission;
    private final VBox fields;
    private final VBox trouble = new VBox();
    private final Button submit;
    private final HBox foot = Boxes.styled(Boxes.row(8), "drawer-foot");
    private List<String> untouched = List.of();

    public DrawerForm(
            Texts texts, Overlay overlay, Words words, Form<D> form, Submission<D> submission) {
        this.texts = texts;
        this.overlay = overlay;
        this.words = words;
        this.form = form;
        this.submission = submission;
        getStyleClass().add("form");
        submit = Buttons.primary(words.submit(), null, this::submit);
        submit.setDefaultButton(true);
        fields = Boxes.styled(Boxes.column(16), "drawer-body");
        fields.getChildren().add(trouble);
        fields.getChildren().addAll(form.fields());
        Boxes.show(trouble, false);
        ScrollPane scroll = Boxes.grow(new ScrollPane(fields));
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        fillFoot();
        getChildren().addAll(head(), scroll, foot);
    }

    /// Opens the drawer.
    public void show() {
        overlay.showDrawer(this, form.first(), this::leave);
        untouched = Inputs.values(fields);
        fields.lookupAll(".field").forEach(field -> ((Field) field).forgetErrorOnChange());
    }

    private Node head() {
        return Boxes.styled(
                Boxes.row(
                        8,
                        Labels.of(words.title(), "sheet-title"),
                        Boxes.spacer(),
                        Buttons.icon(Feather.X, texts.of("close"), this::leave)),
                "drawer-head");
    }

    private void fillFoot() {
        foot.getChildren()
                .setAll(
                        Labels.of(words.hint(), "secondary"),
                        Boxes.spacer(),
                        Buttons.plain(texts.of("cancel"), null, this::leave),
                        submit);
    }

    /// Leaves, after asking when something was changed.
    private void leave() {
        if (Inputs.values(fields).equals(untouched)) {
            overlay.hide();
            return;
        }
        foot.getChildren()
                .setAll(
                        Labels.of(texts.of("form.discard"), "medium"),
                        Boxes.spacer(),
                        Buttons.plain(texts.of("form.keep"), null, this::stay),
                        Buttons.primary(texts.of("discard"), null, overlay::hide));
    }

    private void stay() {
        fillFoot();
        form.first().requestFocus();
    }

    private void submit() {
        D draft = form.check();
        if (draft == null) {
            goToWrong();
            return;
        }
        submit.setDisable(true);
        submission.send(draft, overlay::hide, this::fail);
    }

    /// To the first field that must be corrected.
    private void goToWrong() {
        fields.lookupAll(".field").stream()
                .map(Field.class::cast)
                .filter(Field::isWrong)
                .findFirst()
                .ifPresent(Field::focusInput);
    }

    private void fail(RuntimeException failure) {
        submit.setDisable(false);
        String param =
                failure instanceof RefusedException refused ? refused.refusal().param() : null;
        Field about = param == null ? null : form.field(param);
        String message = String.valueOf(failure.getMessage());
        Boxes.show(trouble, about == null);
        if (about == null) {
            trouble.getChildren().setAll(new Note("danger", message));
        } else {
            about.error(message);
            about.focusInput();
        }
    }
}
