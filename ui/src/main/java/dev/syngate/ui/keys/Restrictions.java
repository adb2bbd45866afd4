package dev.syngate.ui.keys;

import dev.syngate.access.ApiKey;
import dev.syngate.access.Group;
import dev.syngate.access.IpRange;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Field;
import dev.syngate.ui.parts.Fold;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.parts.TokenField;
import dev.syngate.ui.texts.Texts;
import java.util.List;
import java.util.stream.Stream;
import javafx.beans.Observable;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/// What else a key may not do, folded until it is wanted.
final class Restrictions {
    private final Texts texts;
    private final KeysViewModel model;
    private final ReadOnlyObjectProperty<Group> group;
    private final TokenField models;
    private final TokenField networks;
    private final TextField rpm = new TextField();
    private final TextField tpm = new TextField();
    private final TextField concurrent = new TextField();
    private final Label allowed = Labels.whole("", "secondary");
    private final Field networksField;
    private final Field rpmField;
    private final Field tpmField;
    private final Field concurrentField;
    private final Fold fold;

    Restrictions(Texts texts, KeysViewModel model, ReadOnlyObjectProperty<Group> group) {
        this.texts = texts;
        this.model = model;
        this.group = group;
        models =
                new TokenField(
                                texts.of("keys.form.models.prompt"),
                                one -> texts.of("remove.one", one))
                        .offering(texts.of("choose"), model.modelNames());
        networks = new TokenField(texts.of("keys.any.address"), one -> texts.of("remove.one", one));
        networksField = new Field(texts.of("keys.form.networks"), networks);
        rpmField = number("keys.form.rpm", rpm);
        tpmField = number("keys.form.tpm", tpm);
        concurrentField = number("keys.form.concurrent", concurrent);
        HBox numbers = new HBox(16, rpmField, tpmField, concurrentField);
        fold =
                new Fold(
                        texts.of("keys.form.restrictions"),
                        new Field(texts.of("keys.form.models"), models).beside(allowed),
                        networksField,
                        numbers);
        for (Observable one :
                List.<Observable>of(
                        models.tokens(),
                        networks.tokens(),
                        rpm.textProperty(),
                        tpm.textProperty(),
                        concurrent.textProperty(),
                        group)) {
            one.addListener(changed -> describe());
        }
        set(ApiKey.Limits.DEFAULT);
    }

    Fold fold() {
        return fold;
    }

    /// Shows limits that were chosen before.
    void set(ApiKey.Limits limits) {
        models.tokens().setAll(limits.models());
        networks.tokens().setAll(limits.ips());
        rpm.setText(text(limits.rpm()));
        tpm.setText(text(limits.tpm()));
        concurrent.setText(text(limits.concurrent()));
        describe();
    }

    private static String text(@Nullable Integer number) {
        return number == null ? "" : number.toString();
    }

    private Field number(String name, TextField field) {
        field.setPromptText(texts.of("off"));
        field.setPrefWidth(120);
        return Boxes.grow(new Field(texts.of(name), field));
    }

    private void describe() {
        ApiKey.Limits usual = ApiKey.Limits.DEFAULT;
        long set =
                Stream.of(
                                models.tokens().equals(usual.models()),
                                networks.tokens().equals(usual.ips()),
                                rpm.getText().strip().equals(text(usual.rpm())),
                                tpm.getText().strip().equals(text(usual.tpm())),
                                concurrent.getText().strip().equals(text(usual.concurrent())))
                        .filter(same -> !same)
                        .count();
        fold.summary(set == 0 ? texts.of("keys.form.none.set") : texts.of("keys.form.set", set));
        Group chosen = group.get();
        if (chosen != null) {
            allowed.setText(
                    texts.of(
                            "keys.form.models.allowed",
                            model.allowedModels(chosen, models.tokens()),
                            model.allowedModels(chosen, List.of())));
        }
    }

    /// Shows what is wrong; answers whether nothing is.
    boolean check() {
        boolean addresses = networks.tokens().stream().allMatch(IpRange::isValid);
        networksField.error(addresses ? "" : texts.of("keys.form.networks.wrong"));
        boolean numbers =
                Stream.of(
                                isNumber(rpmField, rpm),
                                isNumber(tpmField, tpm),
                                isNumber(concurrentField, concurrent))
                        .allMatch(ok -> ok);
        return addresses && numbers;
    }

    private boolean isNumber(Field field, TextField input) {
        String text = input.getText().strip();
        boolean fits = text.isEmpty() || text.matches("[1-9][0-9]{0,8}");
        field.error(fits ? "" : texts.of("keys.form.number.wrong"));
        return fits;
    }

    ApiKey.Limits limits() {
        return new ApiKey.Limits(
                List.copyOf(models.tokens()),
                List.copyOf(networks.tokens()),
                numberOf(rpm),
                numberOf(tpm),
                numberOf(concurrent));
    }

    private static @Nullable Integer numberOf(TextField field) {
        String text = field.getText().strip();
        return text.isEmpty() ? null : Integer.valueOf(text);
    }
}
