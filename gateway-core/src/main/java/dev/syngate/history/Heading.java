package dev.syngate.history;

import dev.syngate.chat.ChatParameters;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What is known of a conversation without reading what was said in it.
///
/// @param title what the list shows; empty until the first question
/// @param updated when it was last asked or answered
/// @param shown the place of the last exchange that is shown; null: none was asked yet
/// @param pinned whether it stands above the others
/// @param draft what was written and not sent yet
/// @param folder the name of the folder that it is in; empty: none
public record Heading(
        String id,
        String title,
        Instant created,
        Instant updated,
        ChatParameters parameters,
        @Nullable Integer shown,
        boolean pinned,
        String draft,
        String folder) {
    private static final int LONGEST_TITLE = 80;

    /// Conversations from before there were drafts and folders have none.
    public Heading {
        draft = Objects.requireNonNullElse(draft, "");
        folder = Objects.requireNonNullElse(folder, "").strip();
    }

    /// Whether nothing was said or written in it yet.
    public boolean isBlank() {
        return shown == null && draft.isBlank();
    }

    public Heading with(ChatParameters newParameters) {
        return new Heading(
                id, title, created, updated, newParameters, shown, pinned, draft, folder);
    }

    /// Names it after the first line of a text.
    public Heading named(String text) {
        return new Heading(
                id, titleOf(text), created, updated, parameters, shown, pinned, draft, folder);
    }

    public Heading pinned(boolean nowPinned) {
        return new Heading(
                id, title, created, updated, parameters, shown, nowPinned, draft, folder);
    }

    /// The conversation in a folder; an empty name: in none.
    public Heading in(String newFolder) {
        return new Heading(
                id, title, created, updated, parameters, shown, pinned, draft, newFolder);
    }

    public Heading drafting(String newDraft) {
        return new Heading(
                id, title, created, updated, parameters, shown, pinned, newDraft, folder);
    }

    Heading showing(@Nullable Integer place) {
        return new Heading(id, title, created, updated, parameters, place, pinned, draft, folder);
    }

    Heading at(Instant now) {
        return new Heading(id, title, created, now, parameters, shown, pinned, draft, folder);
    }

    /// Whether all of the words, in whatever case, occur in its title or draft.
    public boolean contains(String words) {
        return wordsOf(words).stream().allMatch(this::hasWord);
    }

    boolean hasWord(String word) {
        return in(title, word) || in(draft, word);
    }

    /// The words of a search, in lower case.
    static List<String> wordsOf(String search) {
        String stripped = search.strip().toLowerCase(Locale.ROOT);
        return stripped.isEmpty() ? List.of() : List.of(stripped.split("\\s+"));
    }

    /// Whether the text has the word, in whatever case.
    static boolean in(String text, String word) {
        int last = text.length() - word.length();
        for (int i = 0; i <= last; i++) {
            if (text.regionMatches(true, i, word, 0, word.length())) {
                return true;
            }
        }
        return false;
    }

    private static String titleOf(String text) {
        String line = text.strip().lines().findFirst().orElse("").strip();
        return line.length() <= LONGEST_TITLE ? line : line.substring(0, LONGEST_TITLE).strip();
    }
}
