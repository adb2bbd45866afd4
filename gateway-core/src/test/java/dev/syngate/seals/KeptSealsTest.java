package dev.syngate.seals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.hub.Message;
import dev.syngate.hub.Part;
import dev.syngate.hub.Seal;
import dev.syngate.store.Store;
import dev.syngate.store.XodusStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptSealsTest {
    private static final Seal SEAL = new Seal("maker", "", "sig", false);
    private static final Part THOUGHT = new Part.Reasoning("hm", SEAL);

    @TempDir private Path folder;

    private Store open() {
        return new XodusStore(folder, Set.of(KeptSeals.MAP.name(), KeptSeals.PLACES.name()));
    }

    private static Part.ToolCall call(String id) {
        return new Part.ToolCall(id, "look", "{}", null);
    }

    private static List<Part> restored(KeptSeals seals, String owner, String maker, Part part) {
        Message said = new Message(Message.Role.ASSISTANT, List.of(part));
        return seals.restored(owner, maker, List.of(said)).getFirst().parts();
    }

    @Test
    void theirMakerGetsThemBackAlsoAfterARestart() {
        try (Store store = open()) {
            new KeptSeals(store).keep("key", "maker", List.of(THOUGHT, call("c1")));
        }
        try (Store store = open()) {
            KeptSeals seals = new KeptSeals(store);
            assertThat(restored(seals, "key", "maker", call("c1")))
                    .containsExactly(THOUGHT, call("c1"));
            assertThat(restored(seals, "other", "maker", call("c1"))).containsExactly(call("c1"));
            assertThat(restored(seals, "key", "else", call("c1"))).containsExactly(call("c1"));
            seals.forgetAllOf("key");
            assertThat(restored(seals, "key", "maker", call("c1"))).containsExactly(call("c1"));
        }
    }

    @Test
    void theOldestMakeRoom() {
        try (Store store = open()) {
            KeptSeals seals = new KeptSeals(store, 2);
            for (String id : List.of("c1", "c2", "c3")) {
                seals.keep("key", "maker", List.of(THOUGHT, call(id)));
            }
            store.writeNow(view -> true);
            assertThat(restored(seals, "key", "maker", call("c1"))).hasSize(1);
            assertThat(restored(seals, "key", "maker", call("c2"))).hasSize(2);
            assertThat(restored(seals, "key", "maker", call("c3"))).hasSize(2);
            assertThat(store.<Long>read(view -> view.count(KeptSeals.MAP.name()))).isEqualTo(2);
        }
    }

    @Test
    void whoSendsThemBackGetsThemOnce() {
        try (Store store = open()) {
            KeptSeals seals = new KeptSeals(store);
            seals.keep("key", "maker", List.of(THOUGHT, call("c1")));
            store.writeNow(view -> true);
            Message said = new Message(Message.Role.ASSISTANT, List.of(THOUGHT, call("c1")));
            assertThat(seals.restored("key", "maker", List.of(said))).containsExactly(said);
        }
    }
}
