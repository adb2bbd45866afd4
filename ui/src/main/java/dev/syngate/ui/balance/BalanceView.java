package dev.syngate.ui.balance;

import dev.syngate.money.Money;
import dev.syngate.ui.balance.BalanceViewModel.Entry;
import dev.syngate.ui.balance.BalanceViewModel.Filter;
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
import dev.syngate.ui.parts.WorkBar;
import dev.syngate.ui.texts.Figures;
import dev.syngate.ui.texts.Texts;
import java.io.File;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.MenuButton;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// The accounts: who pays, what is left, and every entry that changed it.
public final class BalanceView implements ListContent<AccountRow, Filter> {
    private final PageTools tools;
    private final Texts texts;
    private final Figures figures;
    private final BalanceViewModel model;

    private BalanceView(PageTools tools, BalanceViewModel model) {
        this.tools = tools;
        this.texts = tools.texts();
        this.figures = tools.figures();
        this.model = model;
    }

    /// The page.
    public static PageView page(PageTools tools, BalanceViewModel model) {
        return new ListPage<>(tools, model.list(), new BalanceView(tools, model));
    }

    @Override
    public String id() {
        return "balance";
    }

    @Override
    public List<Column<AccountRow>> columns() {
        return List.of(
                column("name", 220, row -> Labels.of(row.name(), "medium"))
                        .sortedBy(
                                Comparator.comparing(
                                        AccountRow::name, String.CASE_INSENSITIVE_ORDER)),
                column("mode", 130, this::mode),
                column("balance", 150, this::balance)
                        .sortedBy(Comparator.comparing(AccountRow::balance))
                        .atRight(),
                column("held", 130, row -> Labels.of(figures.sum(row.held()), "secondary"))
                        .atRight()
                        .ifThereIsRoom(),
                column("low", 130, this::low).atRight().ifThereIsRoom());
    }

    private Column<AccountRow> column(String id, double width, Function<AccountRow, Node> cell) {
        return Column.of(id, texts.of("balance.column." + id), width, cell);
    }

    private Node mode(AccountRow row) {
        return Boxes.row(
                0,
                Labels.pill(
                        texts.of("balance.mode." + (row.prepaid() ? "prepaid" : "unlimited")),
                        row.prepaid() ? "accent" : "outline"));
    }

    private Node balance(AccountRow row) {
        String tone = row.low() ? "warning" : "medium";
        return Labels.of(figures.sum(row.balance()), "secondary-strong", tone);
    }

    private Node low(AccountRow row) {
        return Labels.of(
                row.lowBalance() == null ? "–" : figures.brief(row.lowBalance()), "secondary");
    }

    @Override
    public List<Filter> filters() {
        return List.of(Filter.values());
    }

    @Override
    public String nameOf(Filter filter) {
        return texts.of("balance.filter." + filter.name().toLowerCase(Locale.ROOT));
    }

    @Override
    public String nameOfRow(AccountRow row) {
        return row.name();
    }

    @Override
    public boolean isRemovable(AccountRow row) {
        return !row.isLocal();
    }

    @Override
    public String foot() {
        return texts.of("balance.foot");
    }

    @Override
    public List<Node> tools() {
        return List.of(
                Buttons.plain(texts.of("balance.export"), Feather.DOWNLOAD, this::exportAll),
                Buttons.plain(texts.of("balance.verify"), Feather.CHECK_CIRCLE, this::verify));
    }

    private void exportAll() {
        FileChooser chooser = new FileChooser();
        chooser.setInitialFileName("syngate-ledger.csv");
        File file = chooser.showSaveDialog(null);
        if (file != null) {
            exportAll(file.toPath());
        }
    }

    /// Writes the ledger; a long one takes a while and can be given up.
    void exportAll(Path file) {
        WorkBar.Work work = tools.work().start(texts.of("balance.exporting"));
        model.exportAll(
                file,
                work::isWanted,
                () ->
                        work.done(() ->
                                tools.toasts()
                                        .say(texts.of("balance.written", file.getFileName()))),
                failure ->
                        work.done(() -> tools.toasts().say(String.valueOf(failure.getMessage()))));
    }

    private void verify() {
        model.verify(found ->
                tools.toasts()
                        .say(
                                found.ok()
                                        ? texts.of("balance.verified", found.entries())
                                        : texts.of("balance.differs", found.difference())));
    }

    @Override
    public Region empty() {
        return new EmptyState(
                Feather.CREDIT_CARD, texts.of("page.balance"), texts.of("balance.foot"));
    }

    @Override
    public void inspect(AccountRow row, Inspector inspector) {
        inspector
                .title(row.name(), mode(row))
                .lines(Labels.of(figures.exact(row.balance()), "big-figure"))
                .actions(
                        Buttons.small(texts.of("balance.post"), Feather.PLUS, () -> post(row)),
                        Buttons.small(texts.of("edit"), Feather.EDIT_2, () -> edit(row)),
                        more(row));
        VBox entries = Boxes.styled(Boxes.column(0), "card", "steps");
        model.statement(row, found -> showEntries(entries, found));
        Facts facts =
                new Facts()
                        .add(texts.of("balance.column.held"), figures.exact(row.held()))
                        .add(
                                texts.of("balance.column.low"),
                                row.lowBalance() == null
                                        ? texts.of("never")
                                        : figures.exact(row.lowBalance()));
        inspector.body(facts, Labels.of(texts.of("balance.statement"), "strong"), entries);
    }

    private void showEntries(VBox entries, List<Entry> found) {
        entries.getChildren().clear();
        for (Entry entry : found) {
            Money amount = entry.amount();
            String sign = amount.isNegative() ? "" : "+";
            Node first =
                    Boxes.row(
                            8,
                            Labels.of(texts.of("entry." + entry.kind()), "secondary-strong"),
                            Boxes.spacer(),
                            Labels.whole(
                                    sign + figures.exact(amount),
                                    amount.isNegative() ? "secondary-strong" : "secondary",
                                    amount.isNegative() ? "medium" : "success"));
            Node second =
                    Boxes.row(
                            8,
                            Labels.of(
                                    figures.dateTime(entry.time()) + "  " + entry.note(),
                                    "caption"),
                            Boxes.spacer(),
                            Labels.whole(figures.sum(entry.balance()), "caption"));
            entries.getChildren().add(Boxes.styled(Boxes.column(2, first, second), "step"));
        }
        if (found.isEmpty()) {
            entries.getChildren()
                    .add(
                            Boxes.styled(
                                    new VBox(Labels.of(texts.of("balance.nothing"), "secondary")),
                                    "step"));
        }
    }

    private MenuButton more(AccountRow row) {
        MenuButton more = Buttons.more(texts.of("more"));
        more.getItems().add(Buttons.item(texts.of("balance.csv"), () -> export(row)));
        if (isRemovable(row)) {
            more.getItems().add(Buttons.item(texts.of("remove"), () -> remove(row)));
        }
        return more;
    }

    private void export(AccountRow row) {
        FileChooser chooser = new FileChooser();
        chooser.setInitialFileName(row.name() + ".csv");
        File file = chooser.showSaveDialog(null);
        if (file != null) {
            model.export(
                    row,
                    file.toPath(),
                    () -> tools.toasts().say(texts.of("balance.written", file.getName())));
        }
    }

    @Override
    public void remove(AccountRow row) {
        model.remove(row, () -> tools.toasts().say(texts.of("removed", row.name())));
    }

    private void post(AccountRow row) {
        new DrawerForm<>(
                        texts,
                        tools.overlay(),
                        new DrawerForm.Words(
                                texts.of("balance.form.post", row.name()),
                                texts.of("balance.form.kept"),
                                texts.of("balance.form.book")),
                        new EntryForm(texts),
                        (fields, done, failed) -> model.post(row, fields, done, failed))
                .show();
    }

    @Override
    public void create() {
        open(null);
    }

    @Override
    public void edit(AccountRow row) {
        open(row);
    }

    private void open(@Nullable AccountRow row) {
        new DrawerForm<>(
                        texts,
                        tools.overlay(),
                        new DrawerForm.Words(
                                texts.of(row == null ? "balance.new" : "balance.form.edit"),
                                "",
                                texts.of("save")),
                        new AccountForm(texts, row),
                        (fields, done, failed) -> model.set(row, fields, done, failed))
                .show();
    }
}
