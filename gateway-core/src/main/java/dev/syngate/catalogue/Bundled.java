package dev.syngate.catalogue;

import dev.syngate.billing.Price;
import dev.syngate.routing.ListPrices;
import dev.syngate.routing.Traits;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What comes with the program: the models that a fresh installation shows, and vendors' list
/// prices of many more, each as of its date; they are read when first asked for, as a start must
/// not wait for them. Safe for any thread.
public final class Bundled implements ListPrices {
    /// By name; of those that hold at a time, the first counts.
    private @Nullable Map<String, List<Listing>> known;

    private synchronized Map<String, List<Listing>> known() {
        Map<String, List<Listing>> read = known;
        if (read == null) {
            read = new HashMap<>();
            for (Listing listing : read("known.json")) {
                add(listing.id(), listing, read);
                for (String alias : listing.aliases()) {
                    add(alias, listing, read);
                }
            }
            known = read;
        }
        return read;
    }

    private static void add(String name, Listing listing, Map<String, List<Listing>> to) {
        to.computeIfAbsent(name, unknown -> new ArrayList<>()).addFirst(listing);
    }

    static List<Listing> starters() {
        return read("starter.json");
    }

    private static List<Listing> read(String resource) {
        try (InputStream stream = Bundled.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("the program lacks " + resource);
            }
            String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            return OwnForm.read(ModelFile.parse(text)).listings();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public @Nullable Traits traits(String model) {
        List<Listing> listings = known().get(model);
        return listings == null ? null : listings.getFirst().traits();
    }

    @Override
    public @Nullable Price at(String model, Instant time) {
        for (Listing listing : known().getOrDefault(model, List.of())) {
            if (listing.holds(time)) {
                return listing.price();
            }
        }
        return null;
    }
}
