package dev.syngate.ui.parts;

import dev.syngate.money.Money;
import dev.syngate.ui.texts.Texts;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.DatePicker;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The fields of a price, by the names of the management API: dollars for a million tokens, a
/// request, an image, a second, a million characters. Those of most models are seen, the others
/// folded.
public final class PriceFields {
    private static final List<String> USUAL = List.of("input", "cached_input", "output");
    private static final List<String> OTHERS =
            List.of(
                    "cache_write",
                    "cache_write_1h",
                    "reasoning",
                    "audio_input",
                    "audio_output",
                    "image_input",
                    "image_output",
                    "per_request",
                    "per_image",
                    "per_second",
                    "per_1m_characters");
    private static final int WIDTH = 140;

    private final Texts texts;
    private final JsonNode before;
    private final boolean wasFree;
    private final CheckBox free;
    private final Map<String, TextField> inputs = new LinkedHashMap<>();
    private final Map<String, Field> fields = new LinkedHashMap<>();
    private final DatePicker from = new DatePicker();
    private final DatePicker until = new DatePicker();
    private final Fold more;
    private ZoneId zone = ZoneOffset.UTC;

    /// @param before the price of now among other things; missing: none
    /// @param freeWords what it means to be free
    public PriceFields(Texts texts, JsonNode before, String freeWords) {
        this.texts = texts;
        this.before = before;
        wasFree = before.path("pricing").asString("").equals("free");
        free = new CheckBox(freeWords);
        free.setSelected(wasFree);
        Stream.concat(USUAL.stream(), OTHERS.stream()).forEach(this::add);
        more = new Fold(texts.of("price.more"));
        for (int i = 0; i < OTHERS.size(); i += 2) {
            more.add(line(OTHERS.subList(i, Math.min(i + 2, OTHERS.size()))));
        }
        long set = OTHERS.stream().filter(before::hasNonNull).count();
        more.summary(set == 0 ? "" : texts.of("keys.form.set", set));
    }

    private void add(String name) {
        TextField input = Boxes.styled(new TextField(), "amount");
        input.disableProperty().bind(free.selectedProperty());
        input.setText(wasFree ? "" : before.path(name).asString(""));
        inputs.put(name, input);
        fields.put(name, new Field(texts.of("price." + name), input));
    }

    /// Lets a person say when the price holds.
    ///
    /// @param zone where the days begin
    public PriceFields timed(ZoneId zone) {
        this.zone = zone;
        field("valid_from", from).hint(texts.of("price.valid_from.hint"));
        field("valid_until", until).hint(texts.of("price.valid_until.hint"));
        more.add(line(List.of("valid_from", "valid_until")));
        return this;
    }

    private Field field(String name, DatePicker picker) {
        Field field = new Field(texts.of("price." + name), picker);
        picker.setMaxWidth(Double.MAX_VALUE);
        fields.put(name, field);
        return field;
    }

    private HBox line(List<String> names) {
        HBox line = new HBox(16);
        for (String name : names) {
            Field field = Boxes.grow(of(name));
            field.setPrefWidth(WIDTH);
            line.getChildren().add(field);
        }
        return line;
    }

    private Field of(String name) {
        return Objects.requireNonNull(fields.get(name));
    }

    public List<Node> nodes() {
        return List.of(line(USUAL), free, more);
    }

    /// Where a person starts to type.
    public TextField first() {
        return Objects.requireNonNull(inputs.get("input"));
    }

    public @Nullable Field find(String param) {
        return fields.get(param);
    }

    /// Shows what is wrong; answers whether nothing is.
    public boolean check() {
        boolean fits = true;
        for (Map.Entry<String, TextField> one : inputs.entrySet()) {
            boolean amount = free.isSelected() || isPrice(one.getValue().getText().strip());
            of(one.getKey()).error(amount ? "" : texts.of("price.wrong"));
            fits &= amount;
        }
        return fits;
    }

    private static boolean isPrice(String text) {
        try {
            return text.isEmpty() || !Money.ofDollars(text).isNegative();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /// All of the price where anything of it was changed, else nothing.
    public Map<String, Object> changed() {
        Map<String, Object> price = new LinkedHashMap<>();
        if (free.isSelected()) {
            if (!wasFree || isTimed()) {
                price.put("free", true);
                putTimes(price);
            }
            return price;
        }
        boolean same =
                !wasFree
                        && inputs.entrySet().stream()
                                .allMatch(one ->
                                        text(one.getValue())
                                                .equals(before.path(one.getKey()).asString("")));
        if (!same || isTimed()) {
            inputs.forEach((name, input) -> {
                if (!text(input).isEmpty()) {
                    price.put(name, text(input));
                }
            });
            putTimes(price);
        }
        return price;
    }

    private boolean isTimed() {
        return from.getValue() != null || until.getValue() != null;
    }

    private void putTimes(Map<String, Object> price) {
        put(price, "valid_from", from.getValue());
        put(price, "valid_until", until.getValue());
    }

    private void put(Map<String, Object> price, String name, @Nullable LocalDate day) {
        if (day != null) {
            price.put(name, day.atStartOfDay(zone).toInstant().toString());
        }
    }

    private static String text(TextField input) {
        return input.getText().strip();
    }
}
