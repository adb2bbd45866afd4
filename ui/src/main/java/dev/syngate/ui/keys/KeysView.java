package dev.syngate.ui.keys;

import dev.syngate.access.ApiKey;
import dev.syngate.access.CreatedKey;
import dev.syngate.ui.frame.FrameViewModel;
import dev.syngate.ui.keys.KeysViewModel.Filter;
import dev.syngate.ui.page.ListContent;
import dev.syngate.ui.page.ListPage;
import dev.syngate.ui.page.PageTools;
import dev.syngate.ui.page.PageView;
import dev.syngate.ui.parts.Buttons;
import dev.syngate.ui.parts.DrawerForm;
import dev.syngate.ui.parts.EmptyState;
import dev.syngate.ui.parts.Inspector;
import dev.syngate.ui.parts.RowTable;
import dev.syngate.ui.texts.Texts;
import dev.syngate.ui.usage.UsageViewModel;
import java.time.Duration;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;

/// The API keys: what they may do, what they have used, and their secrets, once.
public final class KeysView implements ListContent<KeyRow, Filter> {
    private static final List<Duration> GRACES =
            List.of(Duration.ZERO, Duration.ofDays(1), Duration.ofDays(7));
    private final PageTools tools;
    private final Texts texts;
    private final KeysViewModel model;
    private final FrameViewModel frame;
    private final UsageViewModel usage;

    private KeysView(
            PageTools tools, KeysViewModel model, FrameViewModel frame, UsageViewModel usage) {
        this.usage = usage;
        this.tools = tools;
        this.texts = tools.texts();
        this.model = model;
        this.frame = frame;
    }

    /// The page.
    ///
    /// @param usage what each key has used lately
    public static PageView page(
            PageTools tools, KeysViewModel model, FrameViewModel frame, UsageViewModel usage) {
        return new ListPage<>(tools, model.list(), new KeysView(tools, model, frame, usage));
    }

    @Override
    public String id() {
        return "keys";
    }

    @Override
    public List<RowTable.Column<KeyRow>> columns() {
        return new KeyCells(texts, tools.figures(), model).columns();
    }

    @Override
    public List<Filter> filters() {
        return List.of(Filter.values());
    }

    @Override
    public String nameOf(Filter filter) {
        return switch (filter) {
            case ALL -> texts.of("keys.filter.all");
            case ACTIVE -> texts.of("keys.filter.active");
            case ATTENTION -> texts.of("keys.filter.attention");
        };
    }

    @Override
    public String nameOfRow(KeyRow row) {
        return row.name();
    }

    @Override
    public boolean counts(KeyRow row) {
        return row.key() != null;
    }

    @Override
    public boolean isOff(KeyRow row) {
        return row.key() != null && row.key().disabled();
    }

    @Override
    public String foot() {
        return texts.of("keys.only.hashes");
    }

    @Override
    public Region empty() {
        return new EmptyState(
                Feather.KEY,
                texts.of("keys.empty"),
                texts.of("keys.empty.more"),
                Buttons.primary(texts.of("keys.new"), Feather.PLUS, this::create));
    }

    @Override
    public List<Node> tools() {
        return List.of(Buttons.plain(texts.of("keys.several"), Feather.USERS, this::createSeveral));
    }

    @Override
    public void inspect(KeyRow row, Inspector inspector) {
        new KeyInspector(tools, model, frame, usage).show(row, inspector, actions(row));
    }

    private void createSeveral() {
        new DrawerForm<>(
                        texts,
                        tools.overlay(),
                        new DrawerForm.Words(
                                texts.of("keys.several.title"),
                                texts.of("keys.form.once"),
                                texts.of("keys.several.create")),
                        new SeveralKeysForm(
                                texts, new KeyForm(texts, tools.figures(), model, null)),
                        (drafts, done, failed) ->
                                model.createAll(drafts, this::showSecrets, failed))
                .show();
    }

    private void showSecrets(List<CreatedKey> created) {
        SecretsSheet sheet =
                new SecretsSheet(
                        texts,
                        created,
                        frame.baseUrl(),
                        (file, text) ->
                                model.write(
                                        file,
                                        text,
                                        () ->
                                                tools.toasts()
                                                        .say(
                                                                texts.of(
                                                                        "balance.written",
                                                                        file.getName())),
                                        failure ->
                                                tools.toasts()
                                                        .say(String.valueOf(failure.getMessage()))),
                        tools.overlay()::hide);
        tools.overlay().showSheet(sheet, SecretsSheet.WIDTH, sheet.first(), () -> {});
    }

    private List<Node> actions(KeyRow row) {
        boolean off = isOff(row);
        Button toggle =
                Buttons.small(
                        texts.of(off ? "enable" : "disable"),
                        off ? Feather.PLAY : Feather.PAUSE,
                        () -> model.setDisabled(List.of(row), !off));
        return List.of(
                Buttons.small(texts.of("edit"), Feather.EDIT_2, () -> edit(row)),
                toggle,
                more(row));
    }

    private MenuButton more(KeyRow row) {
        MenuButton more = Buttons.more(texts.of("more"));
        for (Duration grace : GRACES) {
            more.getItems()
                    .add(
                            Buttons.item(
                                    texts.of("keys.rotate." + grace.toDays()),
                                    () -> model.rotate(row, grace, this::showSecret)));
        }
        MenuItem remove = Buttons.item(texts.of("remove"), () -> remove(row));
        more.getItems().addAll(Buttons.item(texts.of("duplicate"), () -> duplicate(row)), remove);
        return more;
    }

    @Override
    public boolean isRemovable(KeyRow row) {
        return row.key() != null;
    }

    @Override
    public void remove(KeyRow row) {
        remove(List.of(row));
    }

    private void remove(List<KeyRow> rows) {
        model.remove(
                rows.stream().filter(this::isRemovable).toList(),
                keys -> tools.toasts().undoable(removed(keys), () -> model.restore(keys)));
    }

    private String removed(List<ApiKey> keys) {
        return keys.size() == 1
                ? texts.of("keys.removed", keys.getFirst().name())
                : texts.of("keys.removed.all", keys.size());
    }

    @Override
    public List<BulkAction<KeyRow>> bulk() {
        return List.of(
                new BulkAction<>(
                        texts.of("disable"), Feather.PAUSE, rows -> setDisabled(rows, true)),
                new BulkAction<>(
                        texts.of("enable"), Feather.PLAY, rows -> setDisabled(rows, false)),
                new BulkAction<>(texts.of("remove"), Feather.TRASH_2, this::remove));
    }

    private void setDisabled(List<KeyRow> rows, boolean disabled) {
        model.setDisabled(rows.stream().filter(this::isRemovable).toList(), disabled);
    }

    @Override
    public void create() {
        openForm(new KeyForm(texts, tools.figures(), model, null), "keys.form.title");
    }

    /// A new key with the settings of another one, without its name.
    private void duplicate(KeyRow row) {
        if (row.key() != null) {
            var draft = row.key().draft();
            openForm(
                    new KeyForm(texts, tools.figures(), model, draft.named("")), "keys.form.title");
        }
    }

    private void openForm(KeyForm form, String title) {
        new DrawerForm<>(
                        texts,
                        tools.overlay(),
                        new DrawerForm.Words(
                                texts.of(title),
                                texts.of("keys.form.once"),
                                texts.of("keys.form.create")),
                        form,
                        (draft, done, failed) -> model.create(draft, this::showSecret, failed))
                .show();
    }

    @Override
    public void edit(KeyRow row) {
        if (row.key() != null) {
            new DrawerForm<>(
                            texts,
                            tools.overlay(),
                            new DrawerForm.Words(texts.of("keys.form.edit"), "", texts.of("save")),
                            new KeyForm(texts, tools.figures(), model, row.key().draft()),
                            (draft, done, failed) -> model.set(row, draft, done, failed))
                    .show();
        }
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
                        texts,
                        tools.figures(),
                        created,
                        multiplier,
                        frame.baseUrl(),
                        tools.overlay()::hide);
        // Escape does nothing: the secret can't be seen again.
        tools.overlay().showSheet(sheet, SecretSheet.WIDTH, sheet.first(), () -> {});
    }
}
