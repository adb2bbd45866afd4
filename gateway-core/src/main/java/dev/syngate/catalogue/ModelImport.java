package dev.syngate.catalogue;

import dev.syngate.billing.Price;
import dev.syngate.billing.PriceBook;
import dev.syngate.billing.PriceVersion;
import dev.syngate.billing.PriceVersion.Source;
import dev.syngate.routing.Model;
import dev.syngate.routing.Models;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Compares a file with the models and prices that are there, and takes over what a person has
/// looked at.
public final class ModelImport {
    private final Models models;
    private final InstantSource clock;

    public ModelImport(Models models, InstantSource clock) {
        this.models = models;
        this.clock = clock;
    }

    /// @param force take over also what looks like a mistake
    /// @param overwrite replace also prices that a person set
    public record Options(boolean force, boolean overwrite) {}

    /// What would happen, or has happened, to a model.
    public enum Kind {
        ADDED,
        CHANGED,
        SAME,
        /// A person set the price; it stays.
        KEPT,
        REJECTED
    }

    /// @param before null: it has no price of its own
    /// @param after null where the file's row could not be read
    /// @param reason why it is kept or rejected
    public record Change(
            String id,
            Kind kind,
            @Nullable Price before,
            @Nullable Listing after,
            @Nullable String reason) {}

    /// Says what [#apply] would do.
    public List<Change> plan(ModelFile file, Options options) {
        List<Change> changes = new ArrayList<>();
        file.rejected()
                .forEach(row ->
                        changes.add(new Change(row.id(), Kind.REJECTED, null, null, row.reason())));
        file.listings().forEach(listing -> changes.add(change(listing, options)));
        return changes;
    }

    private Change change(Listing listing, Options options) {
        Instant from = listing.from() == null ? clock.instant() : listing.from();
        PriceVersion before = models.prices().at(listing.id(), from);
        String problem = problem(listing, before);
        if (problem != null && !options.force()) {
            return change(listing, before, Kind.REJECTED, problem);
        }
        if (before != null && before.source() == Source.PERSON && !options.overwrite()) {
            return change(listing, before, Kind.KEPT, "its price was set by hand");
        }
        if (before == null) {
            return change(listing, null, Kind.ADDED, null);
        }
        boolean same =
                (before.price().equals(listing.price()) && sameModel(listing))
                        || models.prices().versions(listing.id()).stream()
                                .anyMatch(version -> says(version, listing));
        return change(listing, before, same ? Kind.SAME : Kind.CHANGED, null);
    }

    private static boolean says(PriceVersion version, Listing listing) {
        return listing.from() != null
                && version.from().equals(listing.from())
                && version.price().equals(listing.price());
    }

    private boolean sameModel(Listing listing) {
        Model model = models.find(listing.id());
        return model == null
                ? listing.context() == null
                : (listing.context() == null || listing.context().equals(model.context()))
                        && model.traits().or(listing.traits()).equals(model.traits());
    }

    private static @Nullable String problem(Listing listing, @Nullable PriceVersion before) {
        String alone = SanityCheck.problem(listing.price());
        return alone != null || before == null
                ? alone
                : SanityCheck.problem(before.price(), listing.price());
    }

    private static Change change(
            Listing listing, @Nullable PriceVersion before, Kind kind, @Nullable String reason) {
        Price old = before == null ? null : before.price();
        return new Change(listing.id(), kind, old, listing, reason);
    }

    /// Takes over what is added or changed, all of it or, after a crash, nothing.
    public void apply(List<Change> changes) {
        List<Listing> taken =
                changes.stream()
                        .filter(c -> c.kind() == Kind.ADDED || c.kind() == Kind.CHANGED)
                        .map(Change::after)
                        .filter(Objects::nonNull)
                        .toList();
        take(taken, Source.IMPORT);
    }

    /// Adds the bundled models, where no model is known yet.
    public void addStarters() {
        take(Bundled.starters(), Source.STARTER);
    }

    private void take(List<Listing> listings, Source source) {
        Map<String, Model> changed = new LinkedHashMap<>();
        for (Listing listing : listings) {
            Model known = changed.getOrDefault(listing.id(), models.find(listing.id()));
            changed.put(listing.id(), merged(known, listing));
        }
        models.setAll(changed.values());
        List<PriceBook.Draft> prices =
                listings.stream()
                        .map(l ->
                                new PriceBook.Draft(l.id(), l.price(), l.from(), l.until(), source))
                        .toList();
        models.prices().setAll(prices);
    }

    private Model merged(@Nullable Model known, Listing listing) {
        if (known == null) {
            List<String> free =
                    listing.aliases().stream().filter(a -> models.find(a) == null).toList();
            return Model.named(listing.id())
                    .withId(listing.id(), free)
                    .withContext(listing.context())
                    .withTraits(listing.traits());
        }
        Long context = listing.context() == null ? known.context() : listing.context();
        return known.withContext(context).withTraits(known.traits().or(listing.traits()));
    }
}
