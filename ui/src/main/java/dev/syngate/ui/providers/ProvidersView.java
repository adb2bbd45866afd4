package dev.syngate.ui.providers;

import dev.syngate.ui.page.ListContent;
import dev.syngate.ui.page.ListPage;
import dev.syngate.ui.page.PageTools;
import dev.syngate.ui.page.PageView;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Buttons;
import dev.syngate.ui.parts.DrawerForm;
import dev.syngate.ui.parts.EmptyState;
import dev.syngate.ui.parts.Inspector;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.parts.RowTable.Column;
import dev.syngate.ui.parts.WorkBar;
import dev.syngate.ui.providers.ProvidersViewModel.Filter;
import dev.syngate.ui.texts.Texts;
import dev.syngate.ui.usage.UsageViewModel;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import tools.jackson.databind.JsonNode;

/// The providers: where models come from, and whether they work.
public final class ProvidersView implements ListContent<ProviderRow, Filter> {
    private final PageTools tools;
    private final Texts texts;
    private final ProvidersViewModel model;

    private final UsageViewModel usage;

    private ProvidersView(PageTools tools, ProvidersViewModel model, UsageViewModel usage) {
        this.usage = usage;
        this.tools = tools;
        this.texts = tools.texts();
        this.model = model;
    }

    /// The page.
    public static PageView page(PageTools tools, ProvidersViewModel model, UsageViewModel usage) {
        return new ListPage<>(tools, model.list(), new ProvidersView(tools, model, usage));
    }

    @Override
    public String id() {
        return "providers";
    }

    @Override
    public List<Column<ProviderRow>> columns() {
        return List.of(
                column("name", 230, this::name)
                        .sortedBy(
                                Comparator.comparing(
                                        ProviderRow::name, String.CASE_INSENSITIVE_ORDER)),
                column("state", 130, this::state)
                        .sortedBy(Comparator.comparing(ProviderRow::state)),
                column("address", 260, row -> Labels.of(row.address(), "mono", "muted"))
                        .ifThereIsRoom(),
                column("key", 90, this::key).ifThereIsRoom(),
                column("models", 80, row -> figure(row.models().size()))
                        .sortedBy(Comparator.comparingInt(row -> row.models().size()))
                        .atRight(),
                column("priority", 80, row -> figure(row.priority()))
                        .sortedBy(Comparator.comparingInt(ProviderRow::priority))
                        .atRight());
    }

    private Column<ProviderRow> column(String id, double width, Function<ProviderRow, Node> cell) {
        return Column.of(id, texts.of("providers.column." + id), width, cell);
    }

    private Node name(ProviderRow row) {
        Label name = Labels.of(row.name(), "medium");
        name.setMinWidth(60);
        Label protocol = Labels.of(texts.of("providers.protocol." + row.protocol()), "secondary");
        protocol.setMinWidth(0);
        return Boxes.row(8, Labels.dot(row.tone()), name, protocol);
    }

    private Node state(ProviderRow row) {
        boolean running = row.check() != null && row.check().running();
        return Labels.of(
                texts.of(running ? "providers.checking" : "health." + row.state()),
                "secondary",
                row.needsAttention() ? "danger" : "muted");
    }

    private Node key(ProviderRow row) {
        return row.hasKey() ? figure(row.keys().size()) : Labels.of(texts.of("none"), "secondary");
    }

    private Node figure(int number) {
        return Labels.of(tools.figures().count(number), "secondary-strong");
    }

    @Override
    public List<Filter> filters() {
        return List.of(Filter.values());
    }

    @Override
    public String nameOf(Filter filter) {
        return texts.of("providers.filter." + filter.name().toLowerCase(Locale.ROOT));
    }

    @Override
    public String nameOfRow(ProviderRow row) {
        return row.name();
    }

    /// Whoever has the sandbox alone is still led to a provider.
    @Override
    public boolean counts(ProviderRow row) {
        return !row.isBuiltIn();
    }

    @Override
    public boolean isOff(ProviderRow row) {
        return !row.enabled();
    }

    @Override
    public boolean isRemovable(ProviderRow row) {
        return !row.isBuiltIn();
    }

    @Override
    public String foot() {
        return texts.of("providers.foot");
    }

    @Override
    public List<Node> tools() {
        return List.of(
                Buttons.plain(
                        texts.of("providers.check.all"),
                        Feather.REFRESH_CW,
                        () -> check(List.copyOf(model.list().rows().list()))));
    }

    private void check(List<ProviderRow> rows) {
        WorkBar.Work work =
                tools.work()
                        .start(
                                texts.of("providers.checking.all", rows.size()),
                                () -> rows.forEach(model::stopCheck));
        model.check(
                rows,
                work::isWanted,
                answered -> work.progress((double) answered / rows.size()),
                () -> work.done(() -> {}));
    }

    @Override
    public Region empty() {
        return new EmptyState(
                Feather.SERVER,
                texts.of("providers.empty"),
                texts.of("providers.empty.more"),
                Buttons.primary(texts.of("providers.new"), Feather.PLUS, this::create));
    }

    @Override
    public void inspect(ProviderRow row, Inspector inspector) {
        new ProviderInspector(tools, model, usage)
                .show(row, inspector, actions(row), () -> model.forgetQuirks(row));
    }

    private List<Node> actions(ProviderRow row) {
        return List.of(
                Buttons.small(
                        texts.of("providers.check.now"),
                        Feather.ACTIVITY,
                        () -> check(List.of(row))),
                Buttons.small(
                        texts.of(row.enabled() ? "pause" : "resume"),
                        row.enabled() ? Feather.PAUSE : Feather.PLAY,
                        () -> model.setEnabled(List.of(row), !row.enabled())),
                more(row));
    }

    private MenuButton more(ProviderRow row) {
        MenuButton more = Buttons.more(texts.of("more"));
        more.getItems()
                .addAll(
                        Buttons.item(texts.of("edit"), () -> edit(row)),
                        Buttons.item(texts.of("providers.fetch"), () -> chooseModels(row)));
        if (isRemovable(row)) {
            more.getItems().add(Buttons.item(texts.of("remove"), () -> remove(row)));
        }
        return more;
    }

    /// Asks the provider what it lists, and lets a person choose.
    private void chooseModels(ProviderRow row) {
        WorkBar.Work work = tools.work().start(texts.of("providers.fetching", row.name()));
        model.listModels(
                row,
                listed -> work.done(() -> chooseModels(row, listed)),
                failure ->
                        work.done(() -> tools.toasts().say(String.valueOf(failure.getMessage()))));
    }

    private void chooseModels(ProviderRow row, List<JsonNode> listed) {
        tools.overlay()
                .afterLeaving(() ->
                        new DrawerForm<>(
                                        texts,
                                        tools.overlay(),
                                        new DrawerForm.Words(
                                                texts.of("providers.choose", row.name()),
                                                "",
                                                texts.of("save")),
                                        new ModelsForm(tools, listed, row.models()),
                                        (ids, done, failed) -> model.serve(row, ids, done, failed))
                                .show());
    }

    @Override
    public void remove(ProviderRow row) {
        model.remove(
                row,
                () ->
                        tools.toasts()
                                .undoable(
                                        texts.of("removed", row.name()), () -> model.restore(row)));
    }

    @Override
    public List<BulkAction<ProviderRow>> bulk() {
        return List.of(
                new BulkAction<>(texts.of("providers.check.now"), Feather.ACTIVITY, this::check),
                new BulkAction<>(
                        texts.of("pause"), Feather.PAUSE, rows -> model.setEnabled(rows, false)),
                new BulkAction<>(
                        texts.of("resume"), Feather.PLAY, rows -> model.setEnabled(rows, true)));
    }

    @Override
    public void create() {
        new DrawerForm<>(
                        texts,
                        tools.overlay(),
                        new DrawerForm.Words(
                                texts.of("providers.form.title"),
                                texts.of("providers.form.local"),
                                texts.of("add")),
                        new ProviderForm(tools, model, null),
                        model::add)
                .show();
    }

    @Override
    public void edit(ProviderRow row) {
        new DrawerForm<>(
                        texts,
                        tools.overlay(),
                        new DrawerForm.Words(texts.of("providers.form.edit"), "", texts.of("save")),
                        new ProviderForm(tools, model, row),
                        (fields, done, failed) -> model.set(row, fields, done, failed))
                .show();
    }
}
