package dev.syngate.ui.groups;

import dev.syngate.money.Multiplier;
import dev.syngate.ui.groups.GroupsViewModel.Filter;
import dev.syngate.ui.page.ListContent;
import dev.syngate.ui.page.ListPage;
import dev.syngate.ui.page.PageTools;
import dev.syngate.ui.page.PageView;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Buttons;
import dev.syngate.ui.parts.DrawerForm;
import dev.syngate.ui.parts.EmptyState;
import dev.syngate.ui.parts.Facts;
import dev.syngate.ui.parts.Inspector;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.parts.RowTable.Column;
import dev.syngate.ui.texts.Texts;
import dev.syngate.ui.usage.UsageOfOne;
import dev.syngate.ui.usage.UsageViewModel;
import dev.syngate.usage.Grouping;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// The groups: multipliers, and what their keys may use.
public final class GroupsView implements ListContent<GroupRow, Filter> {
    private final PageTools tools;
    private final Texts texts;
    private final GroupsViewModel model;

    private final UsageViewModel usage;

    private GroupsView(PageTools tools, GroupsViewModel model, UsageViewModel usage) {
        this.usage = usage;
        this.tools = tools;
        this.texts = tools.texts();
        this.model = model;
    }

    /// The page.
    public static PageView page(PageTools tools, GroupsViewModel model, UsageViewModel usage) {
        return new ListPage<>(tools, model.list(), new GroupsView(tools, model, usage));
    }

    @Override
    public String id() {
        return "groups";
    }

    @Override
    public List<Column<GroupRow>> columns() {
        return List.of(
                column("name", 200, this::name)
                        .sortedBy(
                                Comparator.comparing(
                                        GroupRow::name, String.CASE_INSENSITIVE_ORDER)),
                column("multiplier", 120, this::multiplier)
                        .sortedBy(
                                Comparator.comparingInt(row -> row.multiplier().tenThousandths())),
                column("keys", 80, row -> Labels.of(tools.figures().count(row.keys().size())))
                        .sortedBy(Comparator.comparingInt(row -> row.keys().size()))
                        .atRight(),
                column("models", 200, row -> listOr(row.models(), "groups.all.models")),
                column("providers", 200, row -> listOr(row.providers(), "groups.all.providers"))
                        .ifThereIsRoom());
    }

    private Column<GroupRow> column(String id, double width, Function<GroupRow, Node> cell) {
        return Column.of(id, texts.of("groups.column." + id), width, cell);
    }

    private Node name(GroupRow row) {
        return row.isStandard()
                ? Boxes.row(
                        8,
                        Labels.of(row.name(), "medium"),
                        Labels.of(texts.of("groups.default"), "secondary"))
                : Labels.of(row.name(), "medium");
    }

    private Node multiplier(GroupRow row) {
        boolean plain = row.multiplier().equals(Multiplier.ONE);
        return Boxes.row(
                0, Labels.pill(row.multiplier().text() + "×", plain ? "outline" : "accent"));
    }

    private Node listOr(List<String> names, String all) {
        return Labels.of(names.isEmpty() ? texts.of(all) : String.join(", ", names), "secondary");
    }

    @Override
    public List<Filter> filters() {
        return List.of();
    }

    @Override
    public String nameOf(Filter filter) {
        return "";
    }

    @Override
    public String nameOfRow(GroupRow row) {
        return row.name();
    }

    @Override
    public boolean isRemovable(GroupRow row) {
        return !row.isStandard();
    }

    @Override
    public String foot() {
        return texts.of("groups.foot");
    }

    @Override
    public Region empty() {
        return new EmptyState(Feather.LAYERS, texts.of("page.groups"), texts.of("groups.foot"));
    }

    @Override
    public void inspect(GroupRow row, Inspector inspector) {
        List<Node> actions = new ArrayList<>();
        actions.add(Buttons.small(texts.of("edit"), Feather.EDIT_2, () -> edit(row)));
        if (isRemovable(row)) {
            Node remove = Buttons.small(texts.of("remove"), Feather.TRASH_2, () -> remove(row));
            remove.getStyleClass().add("danger-text");
            actions.add(remove);
        }
        inspector
                .title(row.name(), Labels.pill(row.multiplier().text() + "×", "accent"))
                .actions(actions.toArray(Node[]::new));
        Facts facts =
                new Facts()
                        .add(
                                texts.of("groups.column.models"),
                                join(row.models(), "groups.all.models"))
                        .add(
                                texts.of("groups.column.providers"),
                                join(row.providers(), "groups.all.providers"))
                        .add(texts.of("groups.column.keys"), join(row.keys(), "none"));
        inspector.body(
                new PricePreview(tools, model.examples()).show(row.multiplier()),
                new UsageOfOne(tools, usage, Grouping.GROUP, row.name(), row.name()),
                facts);
    }

    private String join(List<String> names, String otherwise) {
        return names.isEmpty() ? texts.of(otherwise) : String.join(", ", names);
    }

    @Override
    public void remove(GroupRow row) {
        model.remove(
                row,
                () ->
                        tools.toasts()
                                .undoable(
                                        texts.of("removed", row.name()), () -> model.restore(row)));
    }

    @Override
    public void create() {
        open(null);
    }

    @Override
    public void edit(GroupRow row) {
        open(row);
    }

    private void open(@Nullable GroupRow row) {
        String hint = row == null ? "" : texts.of("groups.applies", row.keys().size());
        new DrawerForm<>(
                        texts,
                        tools.overlay(),
                        new DrawerForm.Words(
                                texts.of(row == null ? "groups.new" : "groups.form.edit"),
                                hint,
                                texts.of("save")),
                        new GroupForm(tools, model, row),
                        (fields, done, failed) -> model.set(row, fields, done, failed))
                .show();
    }
}
