package dev.syngate.listening;

import org.jspecify.annotations.Nullable;

/// What one start asks for beside what was chosen for good.
///
/// @param bind null: as chosen
/// @param port null: as chosen
public record Wish(@Nullable String bind, @Nullable Integer port) {
    /// Asks for nothing.
    public static final Wish NONE = new Wish(null, null);

    public static Wish of(Place place) {
        return new Wish(place.bind(), place.port());
    }

    /// The place to listen at in this start.
    public Place over(Place chosen) {
        return new Place(bind == null ? chosen.bind() : bind, port == null ? chosen.port() : port);
    }
}
