package dev.syngate.ui.models;

import dev.syngate.money.Money;
import dev.syngate.ui.models.ModelsViewModel.Filter;
import dev.syngate.ui.models.ModelsViewModel.GroupChoice;
import dev.syngate.ui.page.ListContent;
import dev.syngate.ui.page.ListPage;
import dev.syngate.ui.page.PageTools;
import dev.syngate.ui.page.PageView;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Buttons;
import dev.syngate.ui.parts.Choice;
import dev.syngate.ui.parts.DrawerForm;
import dev.syngate.ui.parts.EmptyState;
import dev.syngate.ui.parts.Facts;
import dev.syngate.ui.parts.Inspector;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.parts.Note;
import dev.syngate.ui.parts.RowTable.Column;
import dev.syngate.ui.texts.Texts;
import dev.syngate.ui.usage.UsageOfOne;
import dev.syngate.ui.usage.UsageViewModel;
import dev.syngate.usage.Grouping;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import tools.jackson.databind.JsonNode;

/// The models with their prices: as listed, and as a group pays them.
public final class ModelsView implements ListContent<ModelRow, Filter> {
    private final PageTools tools;
    private final Texts texts;
    private final ModelsViewModel model;
    private final UsageViewModel usage;

    private ModelsView(PageTools tools, ModelsViewModel model, UsageViewModel usage) {
        this.usage = usage;
        this.tools = tools;
        this.texts = tools.texts();
        this.model = model;
    }

    /// The page.
    ///
    /// @param usage what was used of each model lately
    public static PageView page(PageTools tools, ModelsViewModel model, UsageViewModel usage) {
        return new ListPage<>(tools, model.list(), new ModelsView(tools, model, usage));
    }

    @Override
    public String id() {
        return "models";
    }

    @Override
    public List<Column<ModelRow>> columns() {
        return List.of(
                column("name", 250, this::name)
                        .sortedBy(
                                Comparator.comparing(ModelRow::id, String.CASE_INSENSITIVE_ORDER)),
                column("provider", 120, this::provider),
                column("context", 86, this::context)
                        .sortedBy(Comparator.comparingLong(ModelRow::context))
                        .atRight()
                        .ifThereIsRoom(),
                column("in", 86, row -> price(row, row.input())).atRight(),
                column("cached", 86, row -> price(row, row.cached())).atRight().ifThereIsRoom(),
                column("out", 86, row -> price(row, row.output())).atRight(),
                column("effective", 155, this::effective).atRight(),
                column("source", 100, this::source).ifThereIsRoom());
    }

    private Column<ModelRow> column(String id, double width, Function<ModelRow, Node> cell) {
        return Column.of(id, texts.of("models.column." + id), width, cell);
    }

    private Node name(ModelRow row) {
        Label id = Labels.of(row.id(), "medium");
        HBox line = Boxes.row(8, id);
        row.aliases().stream()
                .limit(2)
                .forEach(alias -> line.getChildren().add(Labels.pill(alias, "outline")));
        return line;
    }

    private Node provider(ModelRow row) {
        List<String> names = row.providers();
        String more = names.size() > 1 ? "  +" + (names.size() - 1) : "";
        return Labels.of(names.isEmpty() ? texts.of("none") : names.getFirst() + more, "secondary");
    }

    private Node context(ModelRow row) {
        return Labels.of(
                row.context() == 0 ? "–" : tools.figures().thousands(row.context()), "secondary");
    }

    private Node price(ModelRow row, @Nullable Money price) {
        if (row.isFree()) {
            return Labels.of(texts.of("cost.free"), "secondary", "success");
        }
        return price == null
                ? Labels.of("–", "secondary")
                : Labels.of(tools.figures().exact(price), "secondary-strong");
    }

    private Node effective(ModelRow row) {
        if (row.isUnpriced()) {
            return Labels.of(texts.of("models.unpriced"), "secondary", "warning");
        }
        if (row.isFree()) {
            return Labels.of(texts.of("cost.free"), "secondary", "success");
        }
        return Labels.of(mine(row, row.input()) + " / " + mine(row, row.output()), "effective");
    }

    private String mine(ModelRow row, @Nullable Money price) {
        return price == null ? "–" : tools.figures().exact(row.multiplier().apply(price));
    }

    private Node source(ModelRow row) {
        return Labels.of(
                row.source().isEmpty() ? "–" : texts.of("models.source." + row.source()),
                "secondary");
    }

    @Override
    public List<Filter> filters() {
        return List.of(Filter.values());
    }

    @Override
    public String nameOf(Filter filter) {
        return texts.of("models.filter." + filter.name().toLowerCase(Locale.ROOT));
    }

    @Override
    public String nameOfRow(ModelRow row) {
        return row.id();
    }

    @Override
    public boolean isOff(ModelRow row) {
        return !row.enabled();
    }

    @Override
    public String foot() {
        return texts.of("models.foot");
    }

    @Override
    public List<Node> tools() {
        Choice<GroupChoice> group =
                new Choice<>(List.of(), one -> one.name() + "  " + one.multiplier().text() + "×");
        group.setMaxWidth(Region.USE_PREF_SIZE);
        group.setAccessibleText(texts.of("models.group"));
        model.groups(found -> {
            group.getItems().setAll(found);
            group.choose(GroupChoice::name, model.groupProperty().get().name());
            group.valueProperty()
                    .subscribe(chosen -> {
                        if (chosen != null) {
                            model.groupProperty().set(chosen);
                        }
                    });
        });
        return List.of(
                Labels.of(texts.of("models.group"), "secondary"),
                group,
                Buttons.plain(
                        texts.of("models.import"),
                        Feather.DOWNLOAD,
                        () -> new ImportForm(tools, model).open()),
                Buttons.plain(
                        texts.of("models.rules"),
                        Feather.SHUFFLE,
                        () -> new RulesForm(tools, model).open()));
    }

    @Override
    public Region empty() {
        return new EmptyState(
                Feather.BOX,
                texts.of("models.empty"),
                texts.of("models.empty.more"),
                Buttons.primary(texts.of("models.new"), Feather.PLUS, this::create));
    }

    @Override
    public void inspect(ModelRow row, Inspector inspector) {
        String state = row.isUnpriced() ? "unpriced" : row.enabled() ? "enabled" : "disabled";
        inspector
                .title(
                        row.id(),
                        Labels.pill(
                                texts.of("models.state." + state),
                                row.isUnpriced()
                                        ? "warning"
                                        : row.enabled() ? "success" : "neutral"))
                .actions(actions(row).toArray(Node[]::new));
        List<Node> body = new ArrayList<>();
        if (row.isUnpriced()) {
            body.add(
                    new Note("warning", texts.of("models.unpriced.more"))
                            .with(
                                    Buttons.small(
                                            texts.of("models.set.price"), null, () -> edit(row)),
                                    Buttons.small(
                                            texts.of("models.mark.free"),
                                            null,
                                            () -> model.markFree(row))));
        }
        body.add(new UsageOfOne(tools, usage, Grouping.MODEL, row.id(), row.id()));
        body.add(facts(row));
        inspector.body(body.toArray(Node[]::new));
    }

    private Facts facts(ModelRow row) {
        Facts facts = new Facts();
        String group = model.groupProperty().get().name();
        facts.add(texts.of("models.column.provider"), join(row.routes()))
                .add(texts.of("models.form.aliases"), join(row.aliases()))
                .add(texts.of("price.input"), amount(row, row.input()))
                .add(texts.of("price.cached_input"), amount(row, row.cached()))
                .add(texts.of("price.output"), amount(row, row.output()))
                .add(
                        texts.of("models.fact.effective", group),
                        row.isFree()
                                ? texts.of("cost.free")
                                : mine(row, row.input()) + " / " + mine(row, row.output()));
        if (!row.source().isEmpty()) {
            facts.add(texts.of("models.column.source"), texts.of("models.source." + row.source()));
        }
        return facts.add(texts.of("models.form.context"), tokens(row.context()))
                .add(texts.of("models.form.max_output"), tokens(row.maxOutput()))
                .add(texts.of("models.form.capabilities"), abilities(row))
                .add(texts.of("models.form.fallbacks"), join(row.fallbacks()))
                .add(
                        texts.of("models.form.successor"),
                        row.successor().isEmpty() ? texts.of("none") : row.successor());
    }

    private String tokens(long count) {
        return count == 0 ? texts.of("none") : tools.figures().count(count);
    }

    private String abilities(ModelRow row) {
        List<String> able = new ArrayList<>();
        for (Map.Entry<String, JsonNode> one : row.shown().path("capabilities").properties()) {
            if (one.getValue().asBoolean()) {
                able.add(texts.of("ability." + one.getKey()));
            }
        }
        return join(able);
    }

    private String amount(ModelRow row, @Nullable Money price) {
        return row.isFree()
                ? texts.of("cost.free")
                : price == null ? "–" : tools.figures().exact(price);
    }

    private String join(List<String> names) {
        return names.isEmpty() ? texts.of("none") : String.join(", ", names);
    }

    private List<Node> actions(ModelRow row) {
        MenuButton more = Buttons.more(texts.of("more"));
        more.getItems()
                .addAll(
                        Buttons.item(texts.of("models.mark.free"), () -> model.markFree(row)),
                        Buttons.item(
                                texts.of("models.prices"),
                                () -> new PriceHistorySheet(tools, model).show(row)),
                        Buttons.item(texts.of("models.rename"), () -> rename(row)),
                        Buttons.item(texts.of("remove"), () -> remove(row)));
        return List.of(
                Buttons.small(texts.of("edit"), Feather.EDIT_2, () -> edit(row)),
                Buttons.small(
                        texts.of(row.enabled() ? "disable" : "enable"),
                        row.enabled() ? Feather.PAUSE : Feather.PLAY,
                        () -> model.setEnabled(List.of(row), !row.enabled())),
                more);
    }

    @Override
    public List<BulkAction<ModelRow>> bulk() {
        return List.of(
                new BulkAction<>(
                        texts.of("disable"), Feather.PAUSE, rows -> model.setEnabled(rows, false)),
                new BulkAction<>(
                        texts.of("enable"), Feather.PLAY, rows -> model.setEnabled(rows, true)));
    }

    @Override
    public void remove(ModelRow row) {
        model.remove(
                row,
                () ->
                        tools.toasts()
                                .undoable(texts.of("removed", row.id()), () -> model.restore(row)));
    }

    private void rename(ModelRow row) {
        new DrawerForm<>(
                        texts,
                        tools.overlay(),
                        new DrawerForm.Words(
                                texts.of("models.rename"),
                                texts.of("models.rename.hint"),
                                texts.of("save")),
                        new RenameForm(texts, row.id()),
                        (name, done, failed) -> model.rename(row, name, done, failed))
                .show();
    }

    @Override
    public void create() {
        open(null, "models.new");
    }

    @Override
    public void edit(ModelRow row) {
        open(row, "models.form.edit");
    }

    private void open(@Nullable ModelRow row, String title) {
        new DrawerForm<>(
                        texts,
                        tools.overlay(),
                        new DrawerForm.Words(
                                texts.of(title), texts.of("models.foot"), texts.of("save")),
                        new ModelForm(texts, tools.figures().zone(), model, row),
                        model::set)
                .show();
    }
}
