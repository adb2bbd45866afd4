package dev.syngate.routing;

import dev.syngate.access.AllowedModels;
import dev.syngate.call.ErrorCode;
import dev.syngate.call.Refusal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The refusal of a model that is not there, or not for this caller. It names the model that may be
/// meant, of those that the caller may use: other capitals or signs, a date or a vendor too many or
/// too few, or a slip of the keyboard.
public final class UnknownModel {
    private static final int LONGEST_SHOWN = 100;

    /// Shorter names have too many neighbours.
    private static final int SHORTEST_GUESSED = 4;

    private static final int SLIPS = 2;

    private UnknownModel() {}

    public static Refusal refusal(String name, AllowedModels allowed, Models models) {
        String guess = guess(name, models.usableBy(allowed).stream().map(Model::id).toList());
        String shown =
                name.length() > LONGEST_SHOWN ? name.substring(0, LONGEST_SHOWN) + "…" : name;
        return new Refusal(
                ErrorCode.MODEL_NOT_FOUND,
                "The model \"%s\" does not exist or this API key may not use it. %sGET /v1/models lists those it may."
                        .formatted(
                                shown,
                                guess == null ? "" : "Did you mean \"%s\"? ".formatted(guess)),
                "model",
                null);
    }

    static @Nullable String guess(String name, List<String> known) {
        String asked = bare(name);
        if (asked.length() < SHORTEST_GUESSED || name.length() > LONGEST_SHOWN) {
            return null;
        }
        return known.stream()
                .filter(other -> distance(asked, bare(other)) <= SLIPS)
                .min(Comparator.comparingInt(other -> distance(asked, bare(other))))
                .or(() ->
                        known.stream()
                                .filter(other -> isLonger(asked, bare(other)))
                                .max(Comparator.comparingInt(other -> shared(asked, other))))
                .orElse(null);
    }

    /// Without its vendor, capitals and signs.
    private static String bare(String name) {
        return name.substring(name.lastIndexOf('/') + 1)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]", "");
    }

    private static boolean isLonger(String asked, String other) {
        return other.length() >= SHORTEST_GUESSED
                && (asked.startsWith(other) || other.startsWith(asked));
    }

    private static int shared(String asked, String other) {
        return Math.min(asked.length(), bare(other).length());
    }

    /// How many letters must be put in, taken out or replaced (Levenshtein).
    private static int distance(String a, String b) {
        int[] before = new int[b.length() + 1];
        Arrays.setAll(before, i -> i);
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = before[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(before[j], row[j - 1]) + 1);
            }
            before = row;
        }
        return before[b.length()];
    }
}
