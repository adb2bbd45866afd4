package dev.syngate.catalogue;

import dev.syngate.billing.Price;
import dev.syngate.billing.Price.ImageRate;
import dev.syngate.billing.Price.Tier;
import dev.syngate.billing.Price.Window;
import dev.syngate.billing.Rates;
import dev.syngate.billing.Unit;
import dev.syngate.call.RefusedException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Prices as JSON: fields with decimal texts of dollars, for 1M tokens, one request, one image, one
/// second, 1M characters.
///
/// `tiers` are `{"above": 200000, "marginal": false, "input": "4", …}`, `windows` are `{"from":
/// "01:00", "to": "04:00", "days": ["mon"], "input": "2", …}` in UTC, `image_prices` are `{"size":
/// "1024x1024", "quality": "hd", "price": "0.08"}`.
public final class PriceForm {
    private static final Map<String, Unit> UNITS = units();
    private static final Set<String> FIELDS = fieldsAnd("free", "tiers", "windows", "image_prices");
    private static final Set<String> TIER_FIELDS = fieldsAnd("above", "marginal");
    private static final Set<String> WINDOW_FIELDS = fieldsAnd("from", "to", "days");
    private static final Set<String> IMAGE_FIELDS = Set.of("size", "quality", "price");
    private static final int MOST_PARTS = 50;

    private PriceForm() {}

    private static Map<String, Unit> units() {
        Map<String, Unit> units = new LinkedHashMap<>();
        units.put("input", Unit.INPUT);
        units.put("output", Unit.OUTPUT);
        units.put("cached_input", Unit.CACHED_INPUT);
        units.put("cache_write", Unit.CACHE_WRITE);
        units.put("cache_write_1h", Unit.CACHE_WRITE_HOUR);
        units.put("reasoning", Unit.REASONING);
        units.put("audio_input", Unit.AUDIO_INPUT);
        units.put("audio_output", Unit.AUDIO_OUTPUT);
        units.put("image_input", Unit.IMAGE_INPUT);
        units.put("image_output", Unit.IMAGE_OUTPUT);
        units.put("per_request", Unit.REQUEST);
        units.put("per_image", Unit.IMAGE);
        units.put("per_second", Unit.SECOND);
        units.put("per_1m_characters", Unit.CHARACTER);
        return units;
    }

    private static Set<String> fieldsAnd(String... others) {
        Set<String> fields = new TreeSet<>(UNITS.keySet());
        fields.addAll(List.of(others));
        return Set.copyOf(fields);
    }

    /// The names of all fields that say something about a price.
    public static Set<String> fieldNames() {
        return FIELDS;
    }

    /// The name of the unit's field.
    public static String nameOf(Unit unit) {
        for (Map.Entry<String, Unit> entry : UNITS.entrySet()) {
            if (entry.getValue() == unit) {
                return entry.getKey();
            }
        }
        throw new IllegalStateException("no field for " + unit);
    }

    /// Reads the price that the fields name.
    ///
    /// @param before what fields that are not there are taken from; null: from nothing
    /// @return null when no field says anything about a price
    /// @throws RefusedException when a field is wrong
    public static @Nullable Price read(ObjectNode node, @Nullable Price before) {
        if (RowFields.flag(node, "free")) {
            return Price.FREE;
        }
        if (FIELDS.stream().noneMatch(name -> node.hasNonNull(name) && !name.equals("free"))) {
            return null;
        }
        Price base = before == null ? Price.of(Rates.NONE) : before;
        return new Price(
                rates(node, base.rates()),
                node.hasNonNull("tiers") ? tiers(node.get("tiers")) : base.tiers(),
                node.hasNonNull("windows") ? windows(node.get("windows")) : base.windows(),
                node.hasNonNull("image_prices")
                        ? imageRates(node.get("image_prices"))
                        : base.images());
    }

    private static Rates rates(JsonNode node, Rates before) {
        Rates rates = before;
        for (Map.Entry<String, Unit> field : UNITS.entrySet()) {
            JsonNode value = node.get(field.getKey());
            if (value != null && !value.isNull()) {
                rates = rates.with(field.getValue(), micros(field.getKey(), value));
            }
        }
        return rates;
    }

    private static long micros(String name, JsonNode value) {
        try {
            return Price.micros(decimal(value));
        } catch (IllegalArgumentException e) {
            throw RefusedException.field(name, "\"" + name + "\": " + e.getMessage());
        }
    }

    private static String decimal(JsonNode value) {
        if (value.isString()) {
            return value.asString();
        }
        if (value.isNumber()) {
            return value.decimalValue().toPlainString();
        }
        throw new IllegalArgumentException("a price is a decimal number of dollars");
    }

    private static List<Tier> tiers(JsonNode list) {
        List<Tier> tiers = new ArrayList<>();
        for (JsonNode node : parts("tiers", list)) {
            RowFields.requireKnown(node, TIER_FIELDS);
            RowFields.requireBoth(node, "input", "output");
            Long above = RowFields.count(node, "above");
            if (above == null) {
                throw RefusedException.field("tiers", "a tier needs \"above\", a number of tokens");
            }
            tiers.add(new Tier(above, RowFields.flag(node, "marginal"), rates(node, Rates.NONE)));
        }
        return tiers;
    }

    private static List<Window> windows(JsonNode list) {
        List<Window> windows = new ArrayList<>();
        for (JsonNode node : parts("windows", list)) {
            RowFields.requireKnown(node, WINDOW_FIELDS);
            RowFields.requireBoth(node, "input", "output");
            windows.add(
                    new Window(
                            days(node.path("days")),
                            time(node, "from"),
                            time(node, "to"),
                            rates(node, Rates.NONE)));
        }
        return windows;
    }

    private static Set<DayOfWeek> days(JsonNode list) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (JsonNode node : list) {
            String text = node.asString("").toUpperCase(Locale.ROOT);
            DayOfWeek found = null;
            for (DayOfWeek day : DayOfWeek.values()) {
                found = text.length() >= 3 && day.name().startsWith(text) ? day : found;
            }
            if (found == null) {
                throw RefusedException.field("windows", "\"days\" are like mon, tue, sun");
            }
            days.add(found);
        }
        return days;
    }

    private static LocalTime time(JsonNode node, String name) {
        try {
            return LocalTime.parse(node.path(name).asString(""));
        } catch (DateTimeException e) {
            throw RefusedException.field(
                    "windows", "a window needs \"from\" and \"to\" like 01:00, in UTC");
        }
    }

    private static List<ImageRate> imageRates(JsonNode list) {
        List<ImageRate> rates = new ArrayList<>();
        for (JsonNode node : parts("image_prices", list)) {
            RowFields.requireKnown(node, IMAGE_FIELDS);
            rates.add(
                    new ImageRate(
                            text(node, "size"),
                            text(node, "quality"),
                            micros("image_prices", node.path("price"))));
        }
        return rates;
    }

    private static @Nullable String text(JsonNode node, String name) {
        return node.hasNonNull(name) ? node.get(name).asString("") : null;
    }

    private static JsonNode parts(String name, JsonNode list) {
        if (!list.isArray() || list.size() > MOST_PARTS) {
            throw RefusedException.field(
                    name, "\"" + name + "\" is a list of at most " + MOST_PARTS);
        }
        return list;
    }

    /// Adds the price's fields to the object; `input`, `output` and `cached_input` are always
    /// there, null where they are not known.
    public static void write(ObjectNode shown, @Nullable Price price) {
        for (Map.Entry<String, Unit> field : UNITS.entrySet()) {
            Long micros = price == null ? null : price.rates().micros().get(field.getValue());
            boolean always = field.getValue().code() <= 2 || field.getValue() == Unit.OUTPUT;
            if (micros != null || always) {
                shown.put(field.getKey(), micros == null ? null : Price.dollars(micros));
            }
        }
        if (price != null) {
            writeParts(shown, price);
        }
        shown.put("pricing", price == null ? "unpriced" : price.isFree() ? "free" : "priced");
    }

    private static void writeParts(ObjectNode shown, Price price) {
        if (!price.tiers().isEmpty()) {
            ArrayNode tiers = shown.putArray("tiers");
            for (Tier tier : price.tiers()) {
                ObjectNode node = tiers.addObject().put("above", tier.above());
                node.put("marginal", tier.marginal());
                write(node, tier.rates());
            }
        }
        if (!price.windows().isEmpty()) {
            ArrayNode windows = shown.putArray("windows");
            for (Window window : price.windows()) {
                ObjectNode node = windows.addObject();
                node.put("from", window.from().toString()).put("to", window.to().toString());
                ArrayNode days = node.putArray("days");
                new TreeSet<>(window.days())
                        .forEach(day -> days.add(day.name().toLowerCase(Locale.ROOT)));
                write(node, window.rates());
            }
        }
        if (!price.images().isEmpty()) {
            ArrayNode images = shown.putArray("image_prices");
            for (ImageRate image : price.images()) {
                images.addObject()
                        .put("size", image.size())
                        .put("quality", image.quality())
                        .put("price", Price.dollars(image.micros()));
            }
        }
    }

    private static void write(ObjectNode node, Rates rates) {
        rates.micros().forEach((unit, micros) -> node.put(nameOf(unit), Price.dollars(micros)));
    }

    /// Dollars for a token, as some files have them, in micro-dollars for 1M tokens.
    ///
    /// @return null when the field is not there
    /// @throws RefusedException when it is no price
    static @Nullable Long microsPerMillion(JsonNode row, String name, int factor) {
        BigDecimal dollars = RowFields.decimal(row, name);
        if (dollars == null) {
            return null;
        }
        if (dollars.signum() < 0) {
            throw RowFields.refused(name, "is negative; a price never is");
        }
        try {
            return dollars.movePointRight(6)
                    .multiply(BigDecimal.valueOf(factor))
                    .setScale(0, RoundingMode.HALF_UP)
                    .longValueExact();
        } catch (ArithmeticException e) {
            throw RowFields.refused(name, "is out of range");
        }
    }
}
