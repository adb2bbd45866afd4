package dev.syngate.ui.keys;

import dev.syngate.access.Group;
import dev.syngate.access.KeyDraft;
import dev.syngate.billing.Account;
import dev.syngate.money.Money;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Choice;
import dev.syngate.ui.parts.DrawerForm;
import dev.syngate.ui.parts.Field;
import dev.syngate.ui.texts.Figures;
import dev.syngate.ui.texts.Texts;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// The fields of a key: for a new one, or with what an old one has.
final class KeyForm implements DrawerForm.Form<KeyDraft> {
    private final Texts texts;
    private final Figures figures;
    private final KeysViewModel model;
    private final TextField name = new TextField();
    private final Choice<Account> account;
    private final Choice<Group> group;
    private final HBox example = Boxes.styled(Boxes.row(8), "price-example");
    private final ExpiryChoice expiry;
    private final QuotaChoice quota;
    private final Restrictions restrictions;
    private final ThoughtsChoice thoughts;
    private final Field nameField;

    /// @param old what is filled in already; null for a new key
    KeyForm(Texts texts, Figures figures, KeysViewModel model, @Nullable KeyDraft old) {
        this.texts = texts;
        this.figures = figures;
        this.model = model;
        nameField = new Field(texts.of("keys.form.name"), name);
        account = new Choice<>(model.accounts(), this::nameOf);
        group = new Choice<>(model.groups(), g -> g.name() + "  " + g.multiplier().text() + "×");
        expiry = new ExpiryChoice(texts, figures, model::now);
        quota = new QuotaChoice(texts);
        restrictions = new Restrictions(texts, model, group.valueProperty());
        thoughts = new ThoughtsChoice(texts);
        group.valueProperty().subscribe(this::showExample);
        account.choose(Account::name, Account.LOCAL);
        group.choose(Group::name, Group.STANDARD);
        if (old != null) {
            name.setText(old.name());
            account.choose(Account::id, old.account());
            group.choose(Group::name, old.group());
            expiry.set(old.expires());
            quota.set(old.quota());
            restrictions.set(old.limits());
            thoughts.set(old.reasoning());
        }
    }

    @Override
    public List<Node> fields() {
        return List.of(
                nameField,
                Boxes.column(8, whoPays(), example),
                expiry,
                quota,
                Boxes.styled(new Region(), "rule"),
                thoughts,
                restrictions.fold());
    }

    private Node whoPays() {
        Field accounts = Boxes.grow(new Field(texts.of("keys.form.account"), account));
        Field groups = Boxes.grow(new Field(texts.of("keys.form.group"), group));
        accounts.setPrefWidth(200);
        groups.setPrefWidth(200);
        return new HBox(16, accounts, groups);
    }

    private String nameOf(Account one) {
        Money left = model.left(one);
        return left == null ? one.name() : one.name() + "  " + figures.brief(left);
    }

    private void showExample(@Nullable Group chosen) {
        PriceExample.@Nullable Example shown = chosen == null ? null : model.example(chosen);
        Boxes.show(example, shown != null);
        if (shown != null) {
            example.getChildren().setAll(new PriceExample(texts, figures, shown).nodes());
        }
    }

    @Override
    public Node first() {
        return name;
    }

    @Override
    public @Nullable KeyDraft check() {
        boolean named = !name.getText().isBlank();
        nameField.error(named ? "" : texts.of("keys.form.name.missing"));
        KeyDraft draft = checkSettings(name.getText().strip());
        return named ? draft : null;
    }

    /// Everything but the name; null after showing what is wrong with it.
    @Nullable KeyDraft checkSettings(String named) {
        // Every part checks itself, so that all that is wrong is shown at once.
        boolean rest =
                Stream.of(expiry.check(), quota.check(), restrictions.check()).allMatch(ok -> ok);
        return rest ? draft(named) : null;
    }

    private KeyDraft draft(String named) {
        return new KeyDraft(
                named,
                Objects.requireNonNull(account.getValue()).id(),
                Objects.requireNonNull(group.getValue()).name(),
                expiry.expires(),
                quota.quota(),
                restrictions.limits(),
                thoughts.style());
    }

    @Override
    public @Nullable Field field(String param) {
        return param.equals("name") ? nameField : null;
    }
}
