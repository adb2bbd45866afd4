package dev.syngate.gateway;

import dev.syngate.chat.AnswerProgress.Phase;
import dev.syngate.chat.AnswerProgress.Thought;
import dev.syngate.chat.AnswerProgress.ToolUse;
import dev.syngate.chat.ChatEvent;
import dev.syngate.chat.ThinkTags;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a model thought, said and called so far. Not safe for several threads.
final class AnswerWords {
    private static final String UNOPENED = "</think>";

    private final StringBuilder reasoning = new StringBuilder();
    private final StringBuilder text = new StringBuilder();
    private final ThinkTags tags = new ThinkTags();
    private final List<Thought> thoughts = new ArrayList<>();
    private final Map<Integer, Called> calls = new TreeMap<>();
    private Phase phase = Phase.WAITING;
    private long firstToken;

    /// For how long it thought in all before the thought that it has now.
    private long thought;

    private long thoughtSince;

    /// A call of a tool whose arguments still come.
    private static final class Called {
        private final int thoughts;
        private final int before;
        private final long since;
        private long last;
        private String id = "";
        private String name = "";
        private final StringBuilder arguments = new StringBuilder();

        Called(int thoughts, int before, long since) {
            this.thoughts = thoughts;
            this.before = before;
            this.since = since;
        }

        ToolUse use() {
            Duration took = Duration.ofNanos(last - since);
            return new ToolUse(thoughts, before, id, name, arguments.toString(), took, null);
        }
    }

    String reasoning() {
        return reasoning.toString();
    }

    String text() {
        return text.toString();
    }

    Phase phase() {
        return phase;
    }

    /// When the first word came, as [System#nanoTime]; 0: none came yet.
    long firstToken() {
        return firstToken;
    }

    void reasoning(String more) {
        if (!more.isEmpty()) {
            tags.off();
        }
        think(more);
    }

    void text(String more) {
        tags.read(more, this::think, this::say);
    }

    void call(ChatEvent.ToolCall more) {
        long now = begin(Phase.ANSWERING);
        endThought(now);
        Called called =
                calls.computeIfAbsent(
                        more.index(), i -> new Called(thoughts.size(), text.length(), now));
        called.last = now;
        called.id = more.id().isEmpty() ? called.id : more.id();
        called.name = more.name().isEmpty() ? called.name : more.name();
        called.arguments.append(more.arguments());
    }

    /// Nothing more comes.
    void end(long now) {
        tags.end(this::think, this::say);
        endThought(now);
    }

    private long begin(Phase newPhase) {
        long now = System.nanoTime();
        firstToken = firstToken == 0 ? now : firstToken;
        phase = newPhase;
        return now;
    }

    private void think(String more) {
        if (more.isEmpty()) {
            return;
        }
        long now = begin(Phase.THINKING);
        if (thoughtSince == 0) {
            thoughtSince = now;
            thoughts.add(new Thought(reasoning.length(), text.length(), null));
        }
        reasoning.append(more);
    }

    private void say(String more) {
        if (more.isEmpty()) {
            return;
        }
        long now = begin(Phase.ANSWERING);
        endThought(now);
        text.append(more);
        if (thoughts.isEmpty()) {
            findUnopened(now, more.length());
        }
    }

    /// Where a model's template opens the tag only the closing one is told. On a line of its own,
    /// after words in which none was opened, it means that all before it was thought.
    private void findUnopened(long now, int added) {
        int from = Math.max(0, text.length() - added - UNOPENED.length());
        int tag = text.indexOf(UNOPENED, from);
        int after = tag + UNOPENED.length();
        boolean ownLine =
                tag > 0
                        && text.charAt(tag - 1) == '\n'
                        && after < text.length()
                        && text.charAt(after) == '\n';
        if (!ownLine || text.lastIndexOf("<think>", tag) >= 0) {
            return;
        }
        reasoning.append(text.substring(0, tag).strip());
        String rest = text.substring(after).stripLeading();
        text.setLength(0);
        text.append(rest);
        thought = now - firstToken;
        thoughts.add(new Thought(0, 0, Duration.ofNanos(thought)));
    }

    /// For how long it has thought in all; null: it has not.
    @Nullable Duration thinking(long now) {
        return thoughts.isEmpty() ? null : Duration.ofNanos(thought + sinceThought(now));
    }

    private long sinceThought(long now) {
        return thoughtSince == 0 ? 0 : now - thoughtSince;
    }

    List<Thought> thoughts(long now) {
        if (thoughtSince == 0) {
            return List.copyOf(thoughts);
        }
        List<Thought> all = new ArrayList<>(thoughts);
        Thought last = all.removeLast();
        Duration took = Duration.ofNanos(sinceThought(now));
        all.add(new Thought(last.start(), last.before(), took));
        return all;
    }

    List<ToolUse> tools() {
        return calls.values().stream().map(Called::use).toList();
    }

    private void endThought(long now) {
        if (thoughtSince == 0) {
            return;
        }
        List<Thought> all = thoughts(now);
        thought += sinceThought(now);
        thoughtSince = 0;
        thoughts.clear();
        thoughts.addAll(all);
    }
}
