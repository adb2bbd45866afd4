package dev.syngate.admin;

import dev.syngate.billing.Price;
import dev.syngate.call.RefusedException;
import dev.syngate.catalogue.PriceForm;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Prices in the bodies of the management API.
final class Prices {
    private Prices() {}

    /// The fields of a resource, with those of a price.
    static Set<String> fieldsAnd(String... others) {
        Set<String> fields = new HashSet<>(PriceForm.fieldNames());
        fields.addAll(Set.of(others));
        return Set.copyOf(fields);
    }

    private static final Set<String> AMOUNTS = amounts();

    private static Set<String> amounts() {
        Set<String> fields = new HashSet<>(PriceForm.fieldNames());
        fields.remove("free");
        return Set.copyOf(fields);
    }

    /// The price that the fields name; null when they name none.
    static @Nullable Price read(Fields fields) {
        return read(fields, null);
    }

    /// @param before what is not named is taken from
    static @Nullable Price read(Fields fields, @Nullable Price before) {
        if (fields.flag("free") && fields.hasAnyOf(AMOUNTS)) {
            throw RefusedException.field("free", "\"free\" and a price exclude each other");
        }
        return PriceForm.read(fields.json(), before);
    }

    static void show(ObjectNode shown, @Nullable Price price) {
        PriceForm.write(shown, price);
    }
}
