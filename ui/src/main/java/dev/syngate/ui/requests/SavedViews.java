package dev.syngate.ui.requests;

import dev.syngate.ui.page.PageTools;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Buttons;
import dev.syngate.ui.parts.DrawerForm;
import dev.syngate.ui.parts.Icons;
import dev.syngate.ui.texts.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;

/// The views beside the filter: those that everybody has, those that a person has kept, and a way
/// to keep the filter as it is.
final class SavedViews extends HBox {
    private static final double GAP = 8;

    private final PageTools tools;
    private final Texts texts;
    private final FilterField filter;
    private final SavedFilters own;
    private final HBox ownViews = Boxes.row(GAP);
    private final List<ToggleButton> saved = new ArrayList<>();

    SavedViews(PageTools tools, FilterField filter, SavedFilters own) {
        super(GAP);
        this.tools = tools;
        this.texts = tools.texts();
        this.filter = filter;
        this.own = own;
        for (SavedView view : SavedView.values()) {
            String id = view.name().toLowerCase(Locale.ROOT);
            ToggleButton chip =
                    Boxes.styled(
                            new ToggleButton(texts.of("requests.view." + id)), "chip", "square");
            chip.setMinWidth(Region.USE_PREF_SIZE);
            chip.setUserData(view);
            chip.setOnAction(event -> toggle(view));
            saved.add(chip);
        }
        getChildren().addAll(saved);
        getChildren()
                .addAll(
                        ownViews,
                        Buttons.icon(Feather.SLIDERS, texts.of("range.ask"), this::askRanges),
                        Buttons.icon(Feather.STAR, texts.of("requests.view.save"), this::askName));
        showOwnViews();
        filter.terms().addListener((ListChangeListener<String>) change -> showSaved());
    }

    private void toggle(SavedView view) {
        if (view.isAmong(filter.terms())) {
            filter.terms().remove(view.filter());
        } else {
            filter.terms().add(view.filter());
        }
    }

    private void showSaved() {
        for (ToggleButton chip : saved) {
            chip.setSelected(
                    chip.getUserData() instanceof SavedView view && view.isAmong(filter.terms()));
        }
    }

    private void showOwnViews() {
        ownViews.getChildren().clear();
        own.all()
                .forEach((name, terms) -> {
                    Button view =
                            Boxes.styled(
                                    new Button(name, Icons.small(Feather.STAR)), "chip", "square");
                    view.setMnemonicParsing(false);
                    view.setTooltip(new Tooltip(terms));
                    view.setOnAction(event -> filter.set(terms));
                    MenuItem remove =
                            Buttons.item(
                                    texts.of("remove.one", name),
                                    () -> {
                                        own.remove(name);
                                        showOwnViews();
                                    });
                    view.setContextMenu(new ContextMenu(remove));
                    view.setOnKeyPressed(event -> {
                        if (event.getCode() == KeyCode.DELETE) {
                            remove.fire();
                        }
                    });
                    ownViews.getChildren().add(view);
                });
        Boxes.show(ownViews, !ownViews.getChildren().isEmpty());
    }

    private void askRanges() {
        new DrawerForm<>(
                        texts,
                        tools.overlay(),
                        new DrawerForm.Words(texts.of("range.ask"), "", texts.of("range.show")),
                        new RangesForm(texts, filter.terms()),
                        (terms, done, failed) -> {
                            List<String> all = new ArrayList<>(RangesForm.without(filter.terms()));
                            all.addAll(terms);
                            filter.terms().setAll(all);
                            done.run();
                        })
                .show();
    }

    /// Keeps the filter as it is now under a name.
    private void askName() {
        String terms = String.join(" ", filter.terms());
        if (terms.isBlank()) {
            tools.toasts().say(texts.of("requests.view.nothing"));
            return;
        }
        new DrawerForm<>(
                        texts,
                        tools.overlay(),
                        new DrawerForm.Words(
                                texts.of("requests.view.save"), terms, texts.of("save")),
                        new NameForm(texts, terms),
                        (name, done, failed) -> {
                            own.add(name, terms);
                            showOwnViews();
                            done.run();
                        })
                .show();
    }
}
