package dev.syngate.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.ui.parts.Bar;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Icons;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.parts.RowTable;
import dev.syngate.ui.parts.Tip;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.testfx.api.FxToolkit;

@Timeout(60)
class RowTableTest {
    private static final int MANY = 20;

    /// Under it JavaFX keeps a node's tooltip.
    private static final String TOOLTIP = "javafx.scene.control.Tooltip";

    private final ObservableList<Thing> rows = FXCollections.observableArrayList();

    private record Thing(String name, boolean good) {}

    @BeforeAll
    static void startToolkit() throws Exception {
        FxToolkit.registerPrimaryStage();
    }

    @Test
    void cellsThatOnlyShowKeepTheirNodesAndShowAllOfTheNewRows() {
        RowTable<Thing> table =
                Fx.call(() -> table(column(RowTableTest::everything).thatOnlyShows()));
        List<Node> before = Fx.call(() -> show(table, new Thing("first", true)));

        List<Node> after = Fx.call(() -> show(table, new Thing("second", false)));

        assertThat(after).isNotEmpty().isSubsetOf(before);
        assertThat(Fx.call(() -> told(after.getFirst())))
                .isEqualTo(Fx.call(() -> told(everything(new Thing("second", false)))))
                .contains("about second");
    }

    @Test
    void aCellWhoseRowHasAnotherShapeGetsNewNodes() {
        RowTable<Thing> table =
                Fx.call(() -> table(column(RowTableTest::changingShape).thatOnlyShows()));
        List<Node> before = Fx.call(() -> show(table, new Thing("first", true)));

        List<Node> after = Fx.call(() -> show(table, new Thing("second", false)));

        assertThat(after).isNotEmpty().doesNotContainAnyElementsOf(before);
        assertThat(Fx.call(() -> told(after.getFirst())))
                .isEqualTo(Fx.call(() -> told(changingShape(new Thing("second", false)))));
    }

    @Test
    void aCellWithoutARowShowsNothing() {
        RowTable<Thing> table =
                Fx.call(() -> table(column(RowTableTest::everything).thatOnlyShows()));
        assertThat(Fx.call(() -> show(table, new Thing("first", true)))).hasSizeGreaterThan(3);

        Fx.run(() -> rows.remove(1, rows.size()));

        assertThat(Fx.call(() -> seen(table))).hasSize(1);
    }

    @Test
    void cellsThatSomethingListensToGetNewNodesForEachRow() {
        RowTable<Thing> table = Fx.call(() -> table(column(RowTableTest::everything)));
        List<Node> before = Fx.call(() -> show(table, new Thing("first", true)));

        List<Node> after = Fx.call(() -> show(table, new Thing("second", true)));

        assertThat(after).isNotEmpty().doesNotContainAnyElementsOf(before);
    }

    private List<Node> show(RowTable<Thing> table, Thing thing) {
        rows.setAll(Collections.nCopies(MANY, thing));
        return seen(table);
    }

    private static boolean isSeen(Node node) {
        return node.getScene() != null
                && Stream.iterate(node, Objects::nonNull, Node::getParent)
                        .allMatch(Node::isVisible);
    }

    private static RowTable.Column<Thing> column(Function<Thing, Node> cell) {
        return RowTable.Column.of("thing", "Thing", 200, cell);
    }

    private static Node everything(Thing thing) {
        Bar bar = new Bar();
        bar.show(thing.good() ? 0.5 : 1, thing.good() ? "accent" : "off");
        Label name = Labels.of(thing.name(), thing.good() ? "secondary" : "danger");
        Tip.on(name, "about " + thing.name());
        Node icon = Icons.small(thing.good() ? Feather.CODE : Feather.ACTIVITY);
        return Boxes.row(
                6,
                Labels.dot(thing.good() ? "success" : "danger"),
                icon,
                name,
                Boxes.spacer(),
                bar,
                Labels.whole(thing.good() ? "yes" : "no"));
    }

    private static Node changingShape(Thing thing) {
        Label name = Labels.of(thing.name());
        return thing.good() ? name : Boxes.row(6, name, Labels.of("bad"));
    }

    private RowTable<Thing> table(RowTable.Column<Thing> column) {
        RowTable<Thing> table = new RowTable<>(List.of(column), rows, row -> false, "nothing");
        Scene scene = new Scene(table, 400, 300);
        assertThat(scene.getRoot()).isSameAs(table);
        return table;
    }

    private static List<Node> seen(RowTable<Thing> table) {
        table.applyCss();
        table.layout();
        return table.lookupAll(".table-cell").stream()
                .<Node>map(cell -> ((TableCell<?, ?>) cell).getGraphic())
                .filter(node -> node != null && isSeen(node))
                .toList();
    }

    /// What is said when the pointer comes.
    private static String hint(Node node) {
        node.fireEvent(
                new MouseEvent(
                        MouseEvent.MOUSE_ENTERED,
                        0,
                        0,
                        0,
                        0,
                        MouseButton.NONE,
                        0,
                        false,
                        false,
                        false,
                        false,
                        false,
                        false,
                        false,
                        false,
                        false,
                        false,
                        null));
        return node.getProperties().get(TOOLTIP) instanceof Tooltip tooltip
                ? tooltip.getText()
                : "";
    }

    /// Classes, words, icons and what is said on hover, of a node and all below it.
    private static List<String> told(Node node) {
        Stream<String> own =
                Stream.of(
                        node.getClass().getSimpleName(),
                        node.getStyleClass().toString(),
                        node instanceof Label label ? label.getText() : "",
                        node instanceof FontIcon icon ? icon.getIconCode().getDescription() : "",
                        hint(node));
        Stream<String> below =
                switch (node) {
                    case Pane pane ->
                            pane.getChildren().stream().flatMap(child -> told(child).stream());
                    case Bar bar ->
                            bar.getChildrenUnmodifiable().stream()
                                    .flatMap(child -> told(child).stream());
                    default -> Stream.of();
                };
        return Stream.concat(own, below).toList();
    }
}
