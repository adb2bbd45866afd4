package dev.syngate.ui.keys;

import dev.syngate.access.ApiKey;
import dev.syngate.access.CreatedKey;
import dev.syngate.access.Group;
import dev.syngate.access.KeyDraft;
import dev.syngate.billing.Account;
import dev.syngate.call.RefusedException;
import dev.syngate.money.Money;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Buttons;
import dev.syngate.ui.parts.Field;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.parts.Note;
import dev.syngate.ui.texts.Figures;
import dev.syngate.ui.texts.Texts;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// The form for a new key.
final class KeyForm extends VBox {
    private final Texts texts;
    private final Figures figures;
    private final KeysViewModel model;
    private final Consumer<CreatedKey> created;
    private final Runnable close;
    private final TextField name = new TextField();
    private final ComboBox<Account> account = new ComboBox<>();
    private final ComboBox<Group> group = new ComboBox<>();
    private final HBox example = Boxes.styled(Boxes.row(8), "price-example");
    private final ExpiryChoice expiry;
    private final QuotaChoice quota;
    private final Restrictions restrictions;
    private final Field nameField;
    private final VBox trouble = new VBox();
    private final Button submit;
    private final HBox foot;

    /// @param created is given the new key with its secret
    KeyForm(
            Texts texts,
            Figures figures,
            KeysViewModel model,
            Consumer<CreatedKey> created,
            Runnable close) {
        this.texts = texts;
        this.figures = figures;
        this.model = model;
        this.created = created;
        this.close = close;
        getStyleClass().add("key-form");
        nameField = new Field(texts.of("keys.form.name"), name);
        expiry = new ExpiryChoice(texts, figures, model::now);
        quota = new QuotaChoice(texts);
        restrictions = new Restrictions(texts, model, group.valueProperty());
        submit = Buttons.primary(texts.of("keys.form.create"), null, this::submit);
        submit.setDefaultButton(true);
        foot = foot();
        setUpChoices();
        VBox fields =
                Boxes.column(
                        16,
                        trouble,
                        nameField,
                        Boxes.column(8, whoPays(), example),
                        expiry,
                        quota,
                        Boxes.styled(new Region(), "rule"),
                        restrictions);
        fields.getStyleClass().add("drawer-body");
        Boxes.show(trouble, false);
        ScrollPane scroll = Boxes.grow(new ScrollPane(fields));
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        getChildren().addAll(head(), scroll, foot);
    }

    private HBox head() {
        return Boxes.styled(
                Boxes.row(
                        8,
                        Labels.of(texts.of("keys.form.title"), "sheet-title"),
                        Boxes.spacer(),
                        Buttons.icon(Feather.X, texts.of("close"), this::leave)),
                "drawer-head");
    }

    private HBox foot() {
        HBox line =
                Boxes.row(
                        8,
                        Labels.of(texts.of("keys.form.once"), "secondary"),
                        Boxes.spacer(),
                        Buttons.plain(texts.of("cancel"), null, this::leave),
                        submit);
        return Boxes.styled(line, "drawer-foot");
    }

    private Node whoPays() {
        Field accounts = Boxes.grow(new Field(texts.of("keys.form.account"), account));
        Field groups = Boxes.grow(new Field(texts.of("keys.form.group"), group));
        accounts.setPrefWidth(200);
        groups.setPrefWidth(200);
        return new HBox(16, accounts, groups);
    }

    private void setUpChoices() {
        account.setMaxWidth(Double.MAX_VALUE);
        group.setMaxWidth(Double.MAX_VALUE);
        account.setConverter(named(this::nameOf));
        group.setConverter(named(g -> g.name() + "  " + g.multiplier().text() + "×"));
        account.getItems().setAll(model.accounts());
        group.getItems().setAll(model.groups());
        group.valueProperty().subscribe(this::showExample);
        account.getItems().stream()
                .filter(a -> a.name().equals(Account.LOCAL))
                .findFirst()
                .ifPresent(account::setValue);
        group.getItems().stream()
                .filter(g -> g.name().equals(Group.STANDARD))
                .findFirst()
                .ifPresent(group::setValue);
    }

    private String nameOf(Account one) {
        Money left = model.left(one);
        return left == null ? one.name() : one.name() + "  " + figures.brief(left);
    }

    private static <T> StringConverter<T> named(Function<T, String> name) {
        return new StringConverter<>() {
            @Override
            public String toString(T one) {
                return one == null ? "" : name.apply(one);
            }

            @Override
            public T fromString(String text) {
                throw new UnsupportedOperationException("this list can't be typed into");
            }
        };
    }

    private void showExample(@Nullable Group chosen) {
        KeysViewModel.@Nullable Example shown = chosen == null ? null : model.example(chosen);
        Boxes.show(example, shown != null);
        if (shown != null) {
            example.getChildren().setAll(new PriceExample(texts, figures, shown).nodes());
        }
    }

    /// Where a person starts to type.
    Node first() {
        return name;
    }

    /// Leaves, after asking when something was typed.
    void leave() {
        if (name.getText().isBlank()) {
            close.run();
            return;
        }
        foot.getChildren()
                .setAll(
                        Labels.of(texts.of("keys.form.discard"), "medium"),
                        Boxes.spacer(),
                        Buttons.plain(texts.of("keys.form.keep"), null, this::stay),
                        Buttons.primary(texts.of("discard"), null, close));
    }

    private void stay() {
        foot.getChildren().setAll(foot().getChildren());
        name.requestFocus();
    }

    private void submit() {
        boolean named = !name.getText().isBlank();
        nameField.error(named ? "" : texts.of("keys.form.name.missing"));
        // Every part checks itself, so that all that is wrong is shown at once.
        boolean rest =
                Stream.of(expiry.check(), quota.check(), restrictions.check()).allMatch(ok -> ok);
        if (!named || !rest) {
            return;
        }
        submit.setDisable(true);
        model.create(draft(), created, this::fail);
    }

    private KeyDraft draft() {
        ApiKey.Limits limits = restrictions.limits();
        return new KeyDraft(
                name.getText().strip(),
                Objects.requireNonNull(account.getValue()).id(),
                Objects.requireNonNull(group.getValue()).name(),
                expiry.expires(),
                quota.quota(),
                limits);
    }

    private void fail(RuntimeException failure) {
        submit.setDisable(false);
        String message = String.valueOf(failure.getMessage());
        boolean aboutName =
                failure instanceof RefusedException refused
                        && "name".equals(refused.refusal().param());
        if (aboutName) {
            nameField.error(message);
        } else {
            trouble.getChildren().setAll(new Note("danger", message));
            Boxes.show(trouble, true);
        }
    }
}
