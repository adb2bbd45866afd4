package dev.syngate.ui.requests;

import dev.syngate.bodies.BodyLog;
import dev.syngate.bodies.BodyPolicy;
import dev.syngate.export.RequestExport;
import dev.syngate.requestlog.RequestFilter;
import dev.syngate.ui.page.PageTools;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Buttons;
import dev.syngate.ui.parts.DrawerForm;
import dev.syngate.ui.parts.Icons;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.texts.Texts;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.stage.FileChooser;
import javafx.util.Subscription;
import org.kordamp.ikonli.feather.Feather;

/// The head of the traffic viewer: whether it follows, what is kept of what is said, export.
final class RequestsHead extends HBox {
    private static final int MOST_EXPORTED = 100_000;

    private final PageTools tools;
    private final Texts texts;
    private final RequestsViewModel model;
    private final Subscription following;
    private final List<Labeled> buttons;

    RequestsHead(PageTools tools, RequestsViewModel model) {
        super(8);
        this.tools = tools;
        this.texts = tools.texts();
        this.model = model;
        getStyleClass().add("page-head");
        setAlignment(Pos.CENTER_LEFT);
        Label live = Labels.pill("", "accent");
        Button pause = Buttons.plain("", Feather.PAUSE, this::pauseOrFollow);
        following = model.followingProperty().subscribe(follows -> show(follows, live, pause));
        Button bodies = Buttons.plain(texts.of("bodies.title"), Feather.ARCHIVE, this::askBodies);
        MenuButton export = export();
        getChildren()
                .addAll(
                        Labels.of(texts.of("page.requests"), "page-title"),
                        live,
                        Boxes.spacer(),
                        bodies,
                        pause,
                        export);
        buttons = List.of(bodies, pause, export);
    }

    /// Takes less room: the buttons show their signs alone.
    void showNarrow(boolean narrow) {
        Buttons.signsOnly(buttons, narrow);
    }

    private void show(boolean follows, Label live, Button pause) {
        pause.setText(texts.of(follows ? "requests.pause" : "requests.follow"));
        pause.setGraphic(Icons.of(follows ? Feather.PAUSE : Feather.PLAY));
        live.setText(texts.of(follows ? "requests.following" : "requests.paused"));
        live.getStyleClass().setAll("label", "pill", follows ? "accent" : "warning");
    }

    void pauseOrFollow() {
        model.followingProperty().set(!model.followingProperty().get());
    }

    private MenuButton export() {
        MenuButton menu =
                Boxes.styled(
                        new MenuButton(texts.of("requests.export"), Icons.of(Feather.DOWNLOAD)),
                        "plain");
        menu.setMinWidth(Region.USE_PREF_SIZE);
        for (RequestExport.Form form : RequestExport.Form.values()) {
            MenuItem item = new MenuItem(form.name());
            item.setOnAction(event -> askWhere(form));
            menu.getItems().add(item);
        }
        return menu;
    }

    private void askWhere(RequestExport.Form form) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(texts.of("requests.export"));
        chooser.setInitialFileName("requests." + form.ending());
        File file = chooser.showSaveDialog(getScene().getWindow());
        if (file != null) {
            export(form, file.toPath());
        }
    }

    /// Writes what passes the filter to the file and says so.
    void export(RequestExport.Form form, Path file) {
        RequestFilter passing = model.passing();
        model.work(
                () ->
                        new RequestExport(model.gateway().requests())
                                .write(file, form, passing, MOST_EXPORTED),
                written ->
                        tools.toasts()
                                .say(texts.of("requests.exported", written, file.getFileName())),
                failure -> tools.toasts().say(String.valueOf(failure.getMessage())));
    }

    private void askBodies() {
        BodyLog bodies = model.gateway().bodies();
        model.work(
                bodies::total,
                total ->
                        new DrawerForm<>(
                                        texts,
                                        tools.overlay(),
                                        new DrawerForm.Words(
                                                texts.of("bodies.title"), "", texts.of("save")),
                                        new BodiesForm(
                                                tools,
                                                bodies.policy(),
                                                total,
                                                model.gateway().keys().list(),
                                                this::clearBodies),
                                        (BodyPolicy policy,
                                                Runnable done,
                                                Consumer<? super RuntimeException> failed) ->
                                                model.work(
                                                        () -> {
                                                            bodies.set(policy);
                                                            return policy;
                                                        },
                                                        set -> done.run(),
                                                        failed))
                                .show(),
                failure -> tools.toasts().say(String.valueOf(failure.getMessage())));
    }

    private void clearBodies(Label kept) {
        model.work(
                () -> model.gateway().bodies().clear(),
                removed -> kept.setText(texts.of("bodies.cleared", removed)),
                failure -> kept.setText(String.valueOf(failure.getMessage())));
    }

    /// Ends its subscriptions.
    void close() {
        following.unsubscribe();
    }
}
