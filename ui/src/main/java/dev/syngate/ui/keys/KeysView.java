package dev.syngate.ui.keys;

import atlantafx.base.controls.CustomTextField;
import dev.syngate.access.CreatedKey;
import dev.syngate.ui.frame.FrameViewModel;
import dev.syngate.ui.frame.Overlay;
import dev.syngate.ui.frame.Page.PageView;
import dev.syngate.ui.frame.Toasts;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Buttons;
import dev.syngate.ui.parts.EmptyState;
import dev.syngate.ui.parts.Icons;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.texts.Figures;
import dev.syngate.ui.texts.Texts;
import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// The API keys: table, inspector, the form for a new key and the sheet with its secret.
public final class KeysView implements PageView {
    private static final double ROOMY = 1100;
    private static final int PULSES_PER_LOOK = 4;

    private final Texts texts;
    private final Figures figures;
    private final KeysViewModel model;
    private final FrameViewModel frame;
    private final Overlay overlay;
    private final Toasts toasts;
    private final HBox root;
    private final KeyTable table;
    private final KeyInspector inspector;
    private final CustomTextField search = new CustomTextField();
    private final Label count = Labels.pill("", "neutral");
    private final Label footCount = Labels.whole("", "secondary");
    private final StackPane middle = new StackPane();
    private final Region empty;
    private int pulses;

    public KeysView(
            Texts texts,
            Figures figures,
            KeysViewModel model,
            FrameViewModel frame,
            Overlay overlay,
            Toasts toasts) {
        this.texts = texts;
        this.figures = figures;
        this.model = model;
        this.frame = frame;
        this.overlay = overlay;
        this.toasts = toasts;
        table = new KeyTable(texts, figures, model);
        inspector =
                new KeyInspector(
                        texts,
                        figures,
                        model,
                        () -> table.getSelectionModel().clearSelection(),
                        this::remove);
        empty =
                new EmptyState(
                        Feather.KEY,
                        texts.of("keys.empty"),
                        texts.of("keys.empty.more"),
                        Buttons.primary(texts.of("keys.new"), Feather.PLUS, this::create));
        VBox page = Boxes.grow(Boxes.column(0, head(), tools(), Boxes.grow(middle), foot()));
        page.getStyleClass().add("page");
        root = new HBox(page, inspector);
        Boxes.show(inspector, false);
        listen();
        model.refresh();
    }

    private Node head() {
        return Boxes.styled(
                Boxes.row(
                        8,
                        Labels.of(texts.of("page.keys"), "page-title"),
                        count,
                        Boxes.spacer(),
                        Buttons.primary(texts.of("keys.new"), Feather.PLUS, this::create)),
                "page-head");
    }

    private Node tools() {
        search.setLeft(Icons.small(Feather.SEARCH));
        search.setPromptText(texts.of("keys.search"));
        search.getStyleClass().add("small-field");
        search.setPrefWidth(200);
        search.textProperty().bindBidirectional(model.searchProperty());
        HBox tools = Boxes.row(8, search);
        ToggleGroup chips = new ToggleGroup();
        for (KeysViewModel.Filter filter : KeysViewModel.Filter.values()) {
            tools.getChildren().add(chip(filter, chips));
        }
        return Boxes.styled(tools, "toolbar");
    }

    private ToggleButton chip(KeysViewModel.Filter filter, ToggleGroup chips) {
        ToggleButton chip = Boxes.styled(new ToggleButton(), "chip");
        chip.setToggleGroup(chips);
        chip.setMinWidth(Region.USE_PREF_SIZE);
        chip.setOnAction(event -> model.filterProperty().set(filter));
        model.filterProperty().subscribe(chosen -> chip.setSelected(chosen == filter));
        model.rows()
                .addListener(
                        (ListChangeListener<KeyRow>)
                                change -> {
                                    chip.setText(name(filter));
                                    chip.setSelected(model.filterProperty().get() == filter);
                                });
        chip.setText(name(filter));
        return chip;
    }

    private String name(KeysViewModel.Filter filter) {
        List<KeyRow> keys = model.rows().stream().filter(row -> row.key() != null).toList();
        long active = keys.stream().filter(KeyRow::isActive).count();
        long attention = keys.stream().filter(KeyRow::needsAttention).count();
        return switch (filter) {
            case ALL -> texts.of("keys.filter.all");
            case ACTIVE -> texts.of("keys.filter.active", active);
            case ATTENTION -> texts.of("keys.filter.attention", attention);
        };
    }

    private Node foot() {
        return Boxes.styled(
                Boxes.row(
                        16,
                        footCount,
                        Boxes.spacer(),
                        Labels.whole(texts.of("keys.only.hashes"), "secondary")),
                "page-foot");
    }

    private void listen() {
        model.rows().addListener((ListChangeListener<KeyRow>) change -> showRows());
        showRows();
        table.getSelectionModel().selectedItemProperty().subscribe(this::inspect);
        table.setOnKeyPressed(event -> {
            KeyRow chosen = table.getSelectionModel().getSelectedItem();
            if (event.getCode() == KeyCode.DELETE && chosen != null && chosen.key() != null) {
                remove(chosen);
            } else if (event.getCode() == KeyCode.ESCAPE) {
                table.getSelectionModel().clearSelection();
            }
        });
        model.troubleProperty()
                .subscribe(message -> {
                    if (!message.isEmpty()) {
                        toasts.say(message);
                    }
                });
    }

    private void showRows() {
        int keys = (int) model.rows().stream().filter(row -> row.key() != null).count();
        count.setText(figures.count(keys));
        footCount.setText(texts.of("keys.count", keys));
        middle.getChildren().setAll(keys == 0 ? empty : table);
        KeyRow chosen = table.getSelectionModel().getSelectedItem();
        if (chosen != null) {
            inspect(chosen);
        }
    }

    private void inspect(@Nullable KeyRow row) {
        Boxes.show(inspector, row != null);
        table.narrow(row != null);
        if (row != null) {
            inspector.show(row);
        }
    }

    /// Selects the key with the name.
    void select(String name) {
        table.getItems().stream()
                .filter(row -> row.name().equals(name))
                .findFirst()
                .ifPresent(row -> table.getSelectionModel().select(row));
    }

    private void remove(KeyRow row) {
        model.remove(
                row,
                key ->
                        toasts.undoable(
                                texts.of("keys.removed", key.name()), () -> model.restore(key)));
    }

    @Override
    public void create() {
        KeyForm form = new KeyForm(texts, figures, model, this::showSecret, this::closeOverlay);
        overlay.showDrawer(form, form.first(), form::leave);
    }

    private void closeOverlay() {
        overlay.hide();
        table.requestFocus();
    }

    private void showSecret(CreatedKey created) {
        String multiplier =
                model.groups().stream()
                        .filter(group -> group.name().equals(created.key().group()))
                        .map(group -> group.multiplier().text())
                        .findFirst()
                        .orElse("1");
        SecretSheet sheet =
                new SecretSheet(
                        texts, figures, created, multiplier, frame.baseUrl(), this::closeOverlay);
        // Escape does nothing: the secret can't be seen again.
        overlay.showSheet(sheet, SecretSheet.WIDTH, sheet.first(), () -> {});
    }

    @Override
    public Region root() {
        return root;
    }

    @Override
    public void shown() {
        model.refresh();
        table.requestFocus();
    }

    @Override
    public void hidden() {
        // Nothing runs while the page is away: it is refreshed by the pulse.
    }

    @Override
    public void pulse() {
        if (pulses++ % PULSES_PER_LOOK == 0) {
            model.refresh();
        }
    }

    @Override
    public boolean wantsRoom(double width) {
        return inspector.isVisible() && width < ROOMY;
    }

    @Override
    public void search() {
        search.requestFocus();
    }
}
