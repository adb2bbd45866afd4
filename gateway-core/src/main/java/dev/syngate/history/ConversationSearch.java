package dev.syngate.history;

import dev.syngate.store.ReadView;
import dev.syngate.store.Store;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/// Looks for words in all that was said. The stored bytes tell which conversations can have them;
/// only those are read as what they are.
final class ConversationSearch {
    private final String search;
    private final List<String> words;
    private final BooleanSupplier wanted;

    /// For each word the conversations whose bytes have it.
    private final Map<String, Set<String>> having = new HashMap<>();

    ConversationSearch(String search, BooleanSupplier wanted) {
        this.search = search;
        this.words = Heading.wordsOf(search);
        this.wanted = wanted;
    }

    Set<String> in(Store store, List<Heading> headings) {
        return store.read(view -> {
            look(view, ConversationRows.QUESTIONS.name());
            look(view, ConversationRows.ANSWERS.name());
            look(view, ConversationRows.GROWTH.name());
            Set<String> found = new HashSet<>();
            for (Heading heading : headings) {
                if (wanted.getAsBoolean() && mayHave(heading) && has(view, heading)) {
                    found.add(heading.id());
                }
            }
            return found;
        });
    }

    private void look(ReadView view, String map) {
        view.ascend(
                map,
                new byte[0],
                (key, value) -> {
                    look(key, value);
                    return wanted.getAsBoolean();
                });
    }

    private void look(byte[] key, byte[] value) {
        String text = new String(value, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
        for (String word : words) {
            if (isEscaped(word) || text.contains(word)) {
                having.computeIfAbsent(word, fresh -> new HashSet<>())
                        .add(ConversationRows.id(key));
            }
        }
    }

    /// Whether JSON writes the word in another way than it is.
    private static boolean isEscaped(String word) {
        return word.chars().anyMatch(c -> c == '"' || c == '\\' || c < ' ');
    }

    private boolean mayHave(Heading heading) {
        return words.stream()
                .allMatch(word ->
                        heading.hasWord(word)
                                || having.getOrDefault(word, Set.of()).contains(heading.id()));
    }

    private boolean has(ReadView view, Heading heading) {
        return heading.contains(search)
                || new Conversation(heading, ConversationRows.read(view, heading.id()))
                        .contains(search);
    }
}
