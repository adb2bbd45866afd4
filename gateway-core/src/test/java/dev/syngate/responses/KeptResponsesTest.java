package dev.syngate.responses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syngate.protocol.Json;
import dev.syngate.store.Store;
import dev.syngate.store.XodusStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

class KeptResponsesTest {
    @TempDir private Path folder;
    private Instant now = Instant.ofEpochSecond(1_000_000);
    private final InstantSource clock = () -> now;

    private Store store() {
        return new XodusStore(
                folder,
                Set.of(
                        KeptResponses.MAP.name(),
                        KeptResponses.CONTENTS.name(),
                        ResponseRetention.MAP.name()));
    }

    private static ObjectNode object(String json) {
        return (ObjectNode) Json.MAPPER.readTree(json);
    }

    private KeptResponses kept(Store store, ResponseRetention.Limits limits) {
        return new KeptResponses(store, clock, () -> limits);
    }

    private void keep(KeptResponses kept, String id, String key) {
        keep(kept, id, key, 0);
    }

    /// @param more letters of its input
    private boolean keep(KeptResponses kept, String id, String key, int more) {
        now = now.plusSeconds(1);
        return kept.keep(
                key,
                object("{\"id\":\"" + id + "\"}"),
                object("{\"input\":\"said to " + id + "x".repeat(more) + "\"}"));
    }

    private static long contents(Store store) {
        store.writeNow(view -> true);
        return store.<Long>read(view -> view.count(KeptResponses.CONTENTS.name()));
    }

    @Test
    void whatIsKeptSurvivesARestart() {
        try (Store store = store()) {
            KeptResponses kept = kept(store, ResponseRetention.Limits.USUAL);
            kept.remember("resp_1", "key-1", "prov-1", "cred-1");
            keep(kept, "resp_2", "key-2");
            keep(kept, "resp_3", "key-2");
            kept.forget("resp_3", "key-2");
            kept.keep("key-1", object("{\"id\":\"resp_4\"}"), object("{\"store\":false}"));
        }
        try (Store store = store()) {
            KeptResponses kept = kept(store, ResponseRetention.Limits.USUAL);
            assertThat(Objects.requireNonNull(kept.find("resp_1", "key-1")).provider())
                    .isEqualTo("prov-1");
            assertThat(kept.find("resp_1", "key-2")).isNull();
            assertThat(kept.find("resp_3", "key-2")).isNull();
            assertThat(kept.find("resp_4", "key-1")).isNull();
            KeptResponses.Content content = kept.content("resp_2", "key-2");
            assertThat(Objects.requireNonNull(content).response())
                    .hasToString("{\"id\":\"resp_2\"}");
            assertThat(content.input().toString()).contains("said to resp_2");
            assertThat(kept.content("resp_2", "key-1")).isNull();
        }
    }

    @Test
    void theLatestAreKeptWithinTheirLimits() {
        try (Store store = store()) {
            KeptResponses three = kept(store, new ResponseRetention.Limits(30, 3, 1, 1));
            for (int i = 1; i <= 5; i++) {
                keep(three, "resp_" + i, "key");
            }
            assertThat(three.find("resp_2", "key")).isNull();
            assertThat(contents(store)).isEqualTo(3);
            assertThat(three.content("resp_3", "key")).isNotNull();
        }
        try (Store store = store()) {
            KeptResponses small = kept(store, new ResponseRetention.Limits(30, 100, 1, 1));
            for (int i = 6; i <= 8; i++) {
                keep(small, "resp_" + i, "key", 400_000);
            }
            assertThat(small.find("resp_3", "key")).isNull();
            assertThat(small.find("resp_6", "key")).isNull();
            assertThat(contents(store)).isEqualTo(2);
            assertThat(small.content("resp_8", "key")).isNotNull();
        }
    }

    @Test
    void oneThatIsTooLargeIsNotKeptAndItsMakerIsTold() {
        try (Store store = store()) {
            ResponseRetention retention = new ResponseRetention(store);
            retention.set(new ResponseRetention.Limits(30, 100, 10, 1));
            KeptResponses kept = new KeptResponses(store, clock, retention::get);
            assertThat(keep(kept, "resp_1", "key", 1 << 20)).isFalse();
            assertThat(kept.find("resp_1", "key")).isNull();
            retention.set(new ResponseRetention.Limits(30, 100, 10, 2));
            assertThat(keep(kept, "resp_1", "key", 1 << 20)).isTrue();
            assertThat(contents(store)).isEqualTo(1);
            assertThat(kept.content("resp_1", "key")).isNotNull();
            retention.set(new ResponseRetention.Limits(30, 1, 10, 2));
            keep(kept, "resp_2", "key");
            kept.removeOld();
            assertThat(contents(store)).isEqualTo(1);
            assertThatThrownBy(() -> new ResponseRetention.Limits(30, 100, 2, 3))
                    .hasMessageContaining("no more than all together");
        }
    }

    @Test
    void oldOnesAndThoseOfRemovedKeysAreForgotten() {
        try (Store store = store()) {
            KeptResponses kept = kept(store, ResponseRetention.Limits.USUAL);
            keep(kept, "resp_1", "gone");
            keep(kept, "resp_2", "key");
            kept.remember("resp_3", "gone", "prov", null);
            kept.forgetAllOf("gone");
            assertThat(kept.find("resp_1", "gone")).isNull();
            assertThat(kept.find("resp_3", "gone")).isNull();
            assertThat(contents(store)).isEqualTo(1);
            now = now.plus(Duration.ofDays(30)).plus(Duration.ofSeconds(1));
            assertThat(kept.content("resp_2", "key")).isNull();
            kept.removeOld();
            assertThat(contents(store)).isZero();
        }
    }
}
