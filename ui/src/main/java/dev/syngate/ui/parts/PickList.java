package dev.syngate.ui.parts;

import dev.syngate.access.AllowedModels;
import dev.syngate.ui.texts.Texts;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableSet;
import javafx.collections.SetChangeListener;
import javafx.collections.transformation.FilteredList;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.cell.CheckBoxListCell;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

/// Some of many names, found by a part of them or by a pattern with `*`, and ticked one by one or
/// all that are shown at once.
public final class PickList extends VBox {
    private static final double HEIGHT = 380;
    private final Texts texts;
    private final UnaryOperator<String> words;
    private final FilteredList<String> shown;
    private final Map<String, BooleanProperty> ticks = new HashMap<>();
    private final ObservableSet<String> picked = FXCollections.observableSet();
    private final TextField filter = new TextField();
    private final Label count = Labels.whole("", "secondary");

    /// @param names all of them
    /// @param first those that are ticked already
    /// @param words what is shown of each
    public PickList(
            Texts texts,
            List<String> names,
            Collection<String> first,
            UnaryOperator<String> words) {
        super(8);
        this.texts = texts;
        this.words = words;
        shown = new FilteredList<>(FXCollections.observableArrayList(names));
        picked.addAll(first);
        names.forEach(name -> ticks.put(name, tick(name)));
        filter.setPromptText(texts.of("pick.filter"));
        filter.setAccessibleText(texts.of("pick.filter"));
        filter.textProperty().subscribe(this::narrow);
        picked.addListener((SetChangeListener<String>) change -> count());
        getChildren()
                .addAll(
                        filter,
                        Boxes.row(
                                8,
                                Buttons.small(texts.of("pick.all"), null, () -> tickShown(true)),
                                Buttons.small(texts.of("pick.none"), null, () -> tickShown(false)),
                                Boxes.spacer(),
                                count),
                        list());
        count();
    }

    private ListView<String> list() {
        ListView<String> list = new ListView<>(shown);
        list.setCellFactory(CheckBoxListCell.forListView(this::tickOf, shownAs()));
        list.setPrefHeight(HEIGHT);
        list.addEventHandler(
                KeyEvent.KEY_PRESSED,
                event -> {
                    String name = list.getSelectionModel().getSelectedItem();
                    if (event.getCode() == KeyCode.SPACE && name != null) {
                        BooleanProperty tick = tickOf(name);
                        tick.set(!tick.get());
                        event.consume();
                    }
                });
        return list;
    }

    private StringConverter<String> shownAs() {
        return new StringConverter<>() {
            @Override
            public String toString(String name) {
                return words.apply(name);
            }

            @Override
            public String fromString(String text) {
                throw new UnsupportedOperationException("names can't be typed");
            }
        };
    }

    private BooleanProperty tick(String name) {
        BooleanProperty tick = new SimpleBooleanProperty(picked.contains(name));
        tick.subscribe(on -> {
            if (on) {
                picked.add(name);
            } else {
                picked.remove(name);
            }
        });
        return tick;
    }

    private BooleanProperty tickOf(String name) {
        return Objects.requireNonNull(ticks.get(name));
    }

    private void narrow(String typed) {
        String wanted = typed.strip().toLowerCase(Locale.ROOT);
        String pattern = wanted.contains("*") ? wanted : "*" + wanted + "*";
        shown.setPredicate(name -> AllowedModels.matches(pattern, name.toLowerCase(Locale.ROOT)));
    }

    private void tickShown(boolean on) {
        List.copyOf(shown).forEach(name -> tickOf(name).set(on));
    }

    private void count() {
        count.setText(texts.of("pick.count", picked.size(), ticks.size()));
    }

    /// Where a person starts to type.
    public TextField filter() {
        return filter;
    }

    /// What is ticked.
    public ObservableSet<String> picked() {
        return picked;
    }
}
