package dev.syngate.ui.requests;

import dev.syngate.ui.page.PageTools;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Buttons;
import dev.syngate.ui.parts.DrawerForm;
import dev.syngate.ui.parts.Icons;
import java.util.ArrayList;
import java.util.List;
import javafx.collections.ObservableList;
import javafx.scene.control.MenuButton;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;

/// The times that a list of requests may be narrowed to; what is chosen becomes terms of its
/// filter.
final class TimeRangeMenu {
    private static final List<String> USUAL = List.of("15m", "1h", "24h", "7d", "30d");

    private TimeRangeMenu() {}

    /// @param terms of the filter
    static MenuButton of(PageTools tools, ObservableList<String> terms) {
        MenuButton menu =
                Boxes.styled(
                        new MenuButton(tools.texts().of("range.any"), Icons.of(Feather.CLOCK)),
                        "plain");
        menu.setMinWidth(Region.USE_PREF_SIZE);
        menu.setAccessibleText(tools.texts().of("range.name"));
        menu.getItems()
                .add(Buttons.item(tools.texts().of("range.any"), () -> put(terms, List.of())));
        for (String span : USUAL) {
            menu.getItems()
                    .add(
                            Buttons.item(
                                    tools.texts().of("range." + span),
                                    () -> put(terms, List.of("since:" + span))));
        }
        menu.getItems().add(new SeparatorMenuItem());
        menu.getItems()
                .add(Buttons.item(tools.texts().of("range.custom"), () -> ask(tools, terms)));
        return menu;
    }

    private static void ask(PageTools tools, ObservableList<String> terms) {
        new DrawerForm<>(
                        tools.texts(),
                        tools.overlay(),
                        new DrawerForm.Words(
                                tools.texts().of("range.custom"),
                                "",
                                tools.texts().of("range.show")),
                        new DatesForm(tools.texts()),
                        (dates, done, failed) -> {
                            put(
                                    terms,
                                    List.of(
                                            "since:" + dates.first(),
                                            "until:" + dates.last().plusDays(1)));
                            done.run();
                        })
                .show();
    }

    private static void put(ObservableList<String> terms, List<String> times) {
        List<String> others = new ArrayList<>(terms);
        others.removeIf(term -> term.startsWith("since:") || term.startsWith("until:"));
        others.addAll(times);
        terms.setAll(others);
    }
}
