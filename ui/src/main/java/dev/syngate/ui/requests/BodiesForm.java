package dev.syngate.ui.requests;

import dev.syngate.access.ApiKey;
import dev.syngate.bodies.BodyLog;
import dev.syngate.bodies.BodyPolicy;
import dev.syngate.bodies.BodyPolicy.Keep;
import dev.syngate.call.Caller;
import dev.syngate.ui.page.PageTools;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Buttons;
import dev.syngate.ui.parts.Choice;
import dev.syngate.ui.parts.DrawerForm;
import dev.syngate.ui.parts.Field;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.texts.Texts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// Of which requests it is kept what was said: for all keys, for single ones, how much, how long.
final class BodiesForm implements DrawerForm.Form<BodyPolicy> {
    private static final String AS_ALL = "default";
    private final Texts texts;
    private final Choice<Keep> keep;
    private final TextField kib;
    private final TextField days;
    private final TextField mib;
    private final Field kibField;
    private final Field daysField;
    private final Field mibField;
    private final Map<String, Choice<String>> rules = new LinkedHashMap<>();
    private final List<Node> fields = new ArrayList<>();

    /// @param keys all keys of the gateway
    /// @param clear removes all that is kept
    BodiesForm(
            PageTools tools,
            BodyPolicy now,
            BodyLog.Total total,
            List<ApiKey> keys,
            Consumer<Label> clear) {
        texts = tools.texts();
        keep = new Choice<>(List.of(Keep.values()), one -> word(one.name()));
        keep.setValue(now.keep());
        kib = new TextField(String.valueOf(now.kibibytes()));
        days = new TextField(String.valueOf(now.days()));
        mib = new TextField(String.valueOf(now.mebibytes()));
        Field keepField = new Field(texts.of("bodies.keep"), keep);
        keepField.hint(texts.of("bodies.keep.hint"));
        kibField = new Field(texts.of("bodies.kib"), kib);
        daysField = new Field(texts.of("bodies.days"), days);
        mibField = new Field(texts.of("bodies.mib"), mib);
        Label kept =
                Labels.of(
                        texts.of("bodies.kept", total.bodies(), (total.bytes() >> 10) + " KiB"),
                        "secondary");
        fields.addAll(List.of(keepField, kibField, daysField, mibField));
        fields.add(Boxes.row(8, kept, Boxes.spacer(), clearing(kept, clear)));
        fields.add(Labels.of(texts.of("bodies.keys"), "strong"));
        addRule(Caller.ThisApp.KEY, texts.of("this.app"), now);
        keys.forEach(key -> addRule(key.id(), key.name(), now));
    }

    /// Asks once more before all is gone.
    private Button clearing(Label kept, Consumer<Label> clear) {
        Button button = Buttons.small(texts.of("bodies.clear"), Feather.TRASH_2, () -> {});
        button.setOnAction(first -> {
            button.setText(texts.of("bodies.clear.sure"));
            button.setOnAction(second -> {
                button.setDisable(true);
                clear.accept(kept);
            });
        });
        return button;
    }

    private void addRule(String id, String name, BodyPolicy now) {
        Keep rule = now.keys().get(id);
        Choice<String> choice = new Choice<>(List.of(AS_ALL, "OFF", "ERRORS", "ALL"), this::word);
        choice.setValue(rule == null ? AS_ALL : rule.name());
        rules.put(id, choice);
        fields.add(new Field(name, choice));
    }

    private String word(String name) {
        return texts.of("bodies.keep." + name.toLowerCase(Locale.ROOT));
    }

    @Override
    public List<Node> fields() {
        return fields;
    }

    @Override
    public Node first() {
        return keep;
    }

    @Override
    public @Nullable BodyPolicy check() {
        Integer most = number(kib, kibField, 4096);
        Integer longest = number(days, daysField, 36_500);
        Integer all = number(mib, mibField, 1_000_000);
        if (most == null || longest == null || all == null) {
            return null;
        }
        Map<String, Keep> chosen = new LinkedHashMap<>();
        rules.forEach((id, rule) -> {
            if (!rule.getValue().equals(AS_ALL)) {
                chosen.put(id, Keep.valueOf(rule.getValue()));
            }
        });
        return new BodyPolicy(Objects.requireNonNull(keep.getValue()), most, longest, all, chosen);
    }

    private @Nullable Integer number(TextField field, Field around, int most) {
        String typed = field.getText().strip();
        boolean fits =
                typed.matches("\\d{1,7}")
                        && Integer.parseInt(typed) >= 1
                        && Integer.parseInt(typed) <= most;
        around.error(fits ? "" : texts.of("bodies.number", most));
        return fits ? Integer.valueOf(typed) : null;
    }
}
