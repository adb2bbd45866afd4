package dev.syngate.history;

import dev.syngate.store.Keys;
import dev.syngate.store.Migration;
import dev.syngate.store.RecordMap;
import dev.syngate.store.WriteView;
import java.util.ArrayList;
import java.util.List;

/// Brings conversations from one record each to a heading, questions and answers.
record ConversationSplit(RecordMap<Heading> headings) implements Migration {
    /// What the old record has besides the heading.
    private record Said(List<Exchange> exchanges) {}

    @Override
    public void migrate(WriteView view) {
        RecordMap<Said> said = new RecordMap<>(headings.name(), Said.class);
        List<byte[]> keys = new ArrayList<>();
        view.ascend(headings.name(), new byte[0], (key, value) -> keys.add(key));
        for (byte[] key : keys) {
            Heading heading = headings.get(view, key);
            Said old = said.get(view, key);
            if (heading != null && old != null) {
                Conversation whole = new Conversation(heading, old.exchanges());
                headings.put(view, key, whole.heading());
                for (int place = 0; place < whole.exchanges().size(); place++) {
                    ConversationRows.write(
                            view, Keys.text(key), place, whole.exchanges().get(place));
                }
            }
        }
    }
}
