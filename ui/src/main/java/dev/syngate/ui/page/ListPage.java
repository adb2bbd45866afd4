package dev.syngate.ui.page;

import atlantafx.base.controls.CustomTextField;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Buttons;
import dev.syngate.ui.parts.Icons;
import dev.syngate.ui.parts.Inspector;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.parts.RowTable;
import dev.syngate.ui.texts.Texts;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// The page that most pages are: head, search, filters, table, inspector and foot.
///
/// What is selected is known by its id, so it stays selected and inspected however it changes.
///
/// @param <R> a row
/// @param <F> a filter
public final class ListPage<R, F> implements PageView {
    private static final double ROOMY = 1400;
    private static final int PULSES_PER_LOOK = 4;
    private static final double TABLE_HEAD = 34;

    private final PageTools tools;
    private final Texts texts;
    private final ListViewModel<R, F> model;
    private final ListContent<R, F> content;
    private final RowTable<R> table;
    private final Inspector inspector;
    private final Region empty;
    private final HBox root;
    private final CustomTextField search = new CustomTextField();
    private final Label count = Labels.pill("", "neutral");
    private final Label footCount = Labels.whole("", "secondary");
    private final HBox toolbar = Boxes.styled(Boxes.row(8), "toolbar");
    private final HBox selectionBar = Boxes.styled(Boxes.row(8), "toolbar");
    private final VBox middle = new VBox();
    private final TroubleNote trouble;
    private final List<ToggleButton> chips = new ArrayList<>();
    private Subscription subscriptions = Subscription.EMPTY;
    private @Nullable Object chosen;
    private @Nullable R inspected;
    private @Nullable String wanted;
    private int pulses;
    private double headWants;

    public ListPage(PageTools tools, ListViewModel<R, F> model, ListContent<R, F> content) {
        this.tools = tools;
        this.texts = tools.texts();
        this.model = model;
        this.content = content;
        table =
                new RowTable<>(
                        content.columns(), model.listed(), content::isOff, words("none.found"));
        table.remembering(tools.columns(), content.id());
        inspector = new Inspector(texts, this::closeInspector);
        trouble = new TroubleNote(texts, model::refresh);
        empty = Boxes.grow(content.empty());
        fillToolbar();
        VBox page =
                Boxes.column(0, head(), toolbar, selectionBar, trouble, Boxes.grow(middle), foot());
        root = new HBox(Boxes.styled(Boxes.grow(page), "page"), inspector);
        Boxes.show(inspector, false);
        Boxes.show(selectionBar, false);
        listen();
    }

    private String words(String what, Object... arguments) {
        return texts.of(content.id() + "." + what, arguments);
    }

    private Node head() {
        HBox head =
                Boxes.row(
                        8,
                        Labels.whole(texts.of("page." + content.id()), "page-title"),
                        count,
                        Boxes.spacer());
        head.getChildren().addAll(content.tools());
        head.getChildren().add(Buttons.primary(words("new"), Feather.PLUS, this::create));
        List<Labeled> buttons =
                head.getChildren().stream()
                        .filter(ButtonBase.class::isInstance)
                        .map(Labeled.class::cast)
                        .toList();
        head.widthProperty().subscribe(width -> fit(head, buttons, width.doubleValue()));
        head.setMinWidth(0);
        return Boxes.styled(head, "page-head");
    }

    private void fit(HBox head, List<Labeled> buttons, double width) {
        boolean alone = buttons.getLast().getContentDisplay() == ContentDisplay.GRAPHIC_ONLY;
        headWants = alone ? headWants : head.prefWidth(-1);
        boolean narrow = width > 0 && width < headWants;
        if (narrow != alone) {
            Buttons.signsOnly(buttons, narrow);
            head.lookupAll(".label.secondary").forEach(words -> Boxes.show(words, !narrow));
        }
    }

    private void fillToolbar() {
        search.setLeft(Icons.small(Feather.SEARCH));
        search.setPromptText(words("search"));
        search.getStyleClass().add("small-field");
        search.setPrefWidth(200);
        search.textProperty().bindBidirectional(model.searchProperty());
        toolbar.getChildren().add(search);
        ToggleGroup group = new ToggleGroup();
        if (content.filters().size() > 1) {
            content.filters().forEach(filter -> toolbar.getChildren().add(chip(filter, group)));
        }
        toolbar.getChildren().addAll(Boxes.spacer(), table.chooser(texts.of("columns")));
    }

    private ToggleButton chip(F filter, ToggleGroup group) {
        ToggleButton chip = Boxes.styled(new ToggleButton(), "chip");
        chip.setToggleGroup(group);
        chip.setUserData(filter);
        chip.setMinWidth(Region.USE_PREF_SIZE);
        chip.setOnAction(event -> {
            chip.setSelected(true);
            model.filterProperty().set(filter);
        });
        chips.add(chip);
        return chip;
    }

    private Node foot() {
        return Boxes.styled(
                Boxes.row(16, footCount, Boxes.spacer(), Labels.of(content.foot(), "secondary")),
                "page-foot");
    }

    private void listen() {
        keep(model.versionProperty().subscribe(version -> showRows()));
        keep(model.stateProperty().subscribe(this::showState));
        keep(model.filterProperty().subscribe(filter -> showChips()));
        keep(
                model.troubleProperty()
                        .subscribe(message -> {
                            if (!message.isEmpty()) {
                                tools.toasts().say(message);
                            }
                        }));
        table.getSelectionModel().getSelectedItems().subscribe(this::choose);
        table.setOnKeyPressed(this::press);
        table.setOnMouseClicked(event -> {
            if (event.getClickCount() == 2) {
                editChosen();
            }
        });
    }

    private void keep(Subscription subscription) {
        subscriptions = subscriptions.and(subscription);
    }

    private void press(KeyEvent event) {
        R row = table.getSelectionModel().getSelectedItem();
        switch (event.getCode()) {
            case DELETE -> {
                if (row != null && content.isRemovable(row)) {
                    content.remove(row);
                }
            }
            case ENTER, F2 -> editChosen();
            case ESCAPE -> closeInspector();
            case J -> table.getSelectionModel().selectNext();
            case K -> table.getSelectionModel().selectPrevious();
            default -> {
                return;
            }
        }
        if (event.getCode() == KeyCode.J || event.getCode() == KeyCode.K) {
            event.consume();
        }
    }

    private void editChosen() {
        R row = table.getSelectionModel().getSelectedItem();
        if (row != null) {
            content.edit(row);
        }
    }

    private void showRows() {
        List<R> rows = model.rows().list();
        long counted = rows.stream().filter(content::counts).count();
        count.setText(tools.figures().count(counted));
        footCount.setText(words("count", counted));
        showChips();
        showMiddle(rows, counted);
        chooseAgain();
    }

    private void showMiddle(List<R> rows, long counted) {
        boolean loading = model.stateProperty().get() instanceof PageState.Loading;
        if (counted > 0 || loading) {
            table.setMaxHeight(Double.MAX_VALUE);
            Boxes.only(middle, Boxes.grow(table));
        } else if (rows.isEmpty()) {
            Boxes.only(middle, empty);
        } else {
            table.setMaxHeight(TABLE_HEAD + rows.size() * table.getFixedCellSize());
            Boxes.only(middle, table, empty);
        }
        Boxes.show(count, counted > 0);
        if (wanted != null) {
            show(wanted);
        }
    }

    private void showChips() {
        for (ToggleButton chip : chips) {
            @SuppressWarnings("unchecked")
            F filter = (F) chip.getUserData();
            String name = content.nameOf(filter);
            boolean first = chip.equals(chips.getFirst());
            chip.setText(first ? name : name + "  " + model.count(filter, content::counts));
            chip.setSelected(filter.equals(model.filterProperty().get()));
        }
    }

    private void showState(PageState state) {
        trouble.show(state);
        if (!(state instanceof PageState.Failed)) {
            showRows();
        }
    }

    private void choose() {
        if (model.rows().isMerging()) {
            return;
        }
        List<R> selected =
                table.getSelectionModel().getSelectedItems().stream()
                        .filter(java.util.Objects::nonNull)
                        .toList();
        showSelection(selected);
        if (selected.size() == 1) {
            chosen = model.rows().idOf(selected.getFirst());
            inspect(selected.getFirst());
        } else if (selected.size() > 1 || table.isFocused()) {
            chosen = null;
            inspect(null);
        }
    }

    private void showSelection(List<R> selected) {
        boolean several = selected.size() > 1 && !content.bulk().isEmpty();
        Boxes.show(selectionBar, several);
        Boxes.show(toolbar, !several);
        if (several) {
            selectionBar
                    .getChildren()
                    .setAll(Labels.of(texts.of("selected", selected.size()), "medium"));
            for (ListContent.BulkAction<R> action : content.bulk()) {
                selectionBar
                        .getChildren()
                        .add(
                                Buttons.small(
                                        action.name(),
                                        action.icon(),
                                        () -> action.action().accept(selected)));
            }
        }
    }

    /// After the rows have changed: the same one is selected and shown as it is now.
    private void chooseAgain() {
        if (chosen == null) {
            return;
        }
        R row = model.rows().find(chosen).orElse(null);
        if (row == null) {
            closeInspector();
            return;
        }
        if (model.listed().contains(row)
                && !row.equals(table.getSelectionModel().getSelectedItem())) {
            table.getSelectionModel().clearAndSelect(table.getItems().indexOf(row));
        }
        inspect(row);
    }

    private void inspect(@Nullable R row) {
        Boxes.show(inspector, row != null);
        if (row != null && !row.equals(inspected)) {
            content.inspect(row, inspector);
        }
        inspected = row;
    }

    private void closeInspector() {
        chosen = null;
        table.getSelectionModel().clearSelection();
        inspect(null);
    }

    /// Shows the inspected row once more, after something beside the row has changed.
    public void inspectAgain() {
        R row = inspected;
        inspected = null;
        inspect(row);
    }

    @Override
    public void show(String what) {
        R row =
                table.getItems().stream()
                        .filter(one -> content.nameOfRow(one).equals(what))
                        .findFirst()
                        .orElse(null);
        wanted = row == null ? what : null;
        if (row != null) {
            table.getSelectionModel().clearAndSelect(table.getItems().indexOf(row));
            table.scrollTo(row);
        }
    }

    @Override
    public void create() {
        content.create();
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

    @Override
    public void close() {
        subscriptions.unsubscribe();
        search.textProperty().unbindBidirectional(model.searchProperty());
    }
}
