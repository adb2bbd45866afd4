package dev.syngate.ui.settings;

import dev.syngate.ui.frame.FrameViewModel;
import dev.syngate.ui.frame.WindowPreferences;
import dev.syngate.ui.page.PageTools;
import dev.syngate.ui.page.PageView;
import dev.syngate.ui.page.TroubleNote;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Icons;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.texts.Texts;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/// What a person decides about the window, the gateway and its data; a section at a time.
public final class SettingsView implements PageView {
    private static final double WIDTH = 720;

    /// One part of the settings.
    ///
    /// @param shown looks at what holds now
    private record Section(String id, Ikon icon, List<Node> cards, Runnable shown) {}

    private final Texts texts;
    private final BackupSettings backups;
    private final TroubleNote trouble;
    private final List<Section> sections;
    private final ToggleGroup group = new ToggleGroup();
    private final VBox names = Boxes.styled(Boxes.column(2), "settings-names");
    private final VBox place = Boxes.styled(Boxes.column(24), "settings");
    private final HBox root;
    private Subscription subscriptions = Subscription.EMPTY;
    private Section open;

    /// @param quit ends the program
    public SettingsView(
            PageTools tools,
            SettingsViewModel model,
            FrameViewModel frame,
            WindowPreferences preferences,
            Runnable quit) {
        this.texts = tools.texts();
        trouble = new TroubleNote(texts, this::shown);
        keep(model.stateProperty().subscribe(trouble::show));
        LookSettings look = new LookSettings(texts, preferences, this::keep);
        ServerSettings server = new ServerSettings(tools, model, frame, this::keep);
        NetworkSettings network = new NetworkSettings(tools, model);
        RecordSettings records = new RecordSettings(tools, model);
        backups = new BackupSettings(tools, model);
        ProgramSettings program = new ProgramSettings(tools, model.program(), quit);
        DoctorSettings doctor = new DoctorSettings(tools, model);
        sections =
                List.of(
                        section("general", Feather.SLIDERS, look.cards(), look::shown),
                        section("program", Feather.POWER, List.of(program.root()), program::load),
                        section("server", Feather.SERVER, server.cards(), server::shown),
                        section("network", Feather.GLOBE, network.cards(), network::shown),
                        section("records", Feather.ARCHIVE, records.cards(), records::shown),
                        section("backups", Feather.SAVE, backups.cards(), backups::shown),
                        section("diagnostics", Feather.ACTIVITY, doctor.cards(), () -> {}));
        open = sections.getFirst();
        names.getChildren().add(Labels.of(texts.of("page.settings"), "page-title"));
        sections.forEach(section -> names.getChildren().add(name(section)));
        place.setMaxWidth(WIDTH);
        ScrollPane scroll = Boxes.grow(new ScrollPane(place));
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("settings-scroll");
        root = Boxes.styled(new HBox(names, Boxes.grow(scroll)), "page");
        Boxes.grow(root);
        show(open);
    }

    private static Section section(String id, Ikon icon, List<Node> cards, Runnable shown) {
        return new Section(id, icon, cards, shown);
    }

    private void keep(Subscription subscription) {
        subscriptions = subscriptions.and(subscription);
    }

    private ToggleButton name(Section section) {
        ToggleButton name =
                Boxes.styled(
                        new ToggleButton(
                                texts.of("settings.section." + section.id()),
                                Icons.of(section.icon())),
                        "nav",
                        "settings-name");
        name.setMaxWidth(Double.MAX_VALUE);
        name.setToggleGroup(group);
        name.setUserData(section);
        name.setOnAction(event -> show(section));
        return name;
    }

    private void show(Section section) {
        open = section;
        group.getToggles()
                .forEach(toggle -> toggle.setSelected(section.equals(toggle.getUserData())));
        place.getChildren()
                .setAll(
                        Labels.of(texts.of("settings.section." + section.id()), "sheet-title"),
                        trouble);
        place.getChildren().addAll(section.cards());
        section.shown().run();
    }

    @Override
    public Region root() {
        return root;
    }

    @Override
    public void shown() {
        open.shown().run();
    }

    /// Opens the section with the id; for the path of a backup it asks whether to restore it.
    @Override
    public void show(String what) {
        if (what.endsWith(".zip")) {
            show("backups");
            backups.ask(Path.of(what));
            return;
        }
        sections.stream()
                .filter(section -> section.id().equals(what))
                .findFirst()
                .ifPresent(this::show);
    }

    @Override
    public void close() {
        subscriptions.unsubscribe();
    }
}
