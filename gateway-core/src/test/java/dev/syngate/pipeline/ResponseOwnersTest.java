package dev.syngate.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.pipeline.ResponseOwners.Owned;
import dev.syngate.store.Store;
import dev.syngate.store.XodusStore;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResponseOwnersTest {
    @TempDir private Path folder;
    private final AtomicLong seconds = new AtomicLong();
    private final InstantSource clock = () -> Instant.ofEpochSecond(seconds.incrementAndGet());

    @Test
    void whoseAResponseIsSurvivesARestart() {
        try (Store store = store()) {
            ResponseOwners owners = new ResponseOwners(store, clock);
            owners.remember("resp_1", "key-1", "prov-1", null);
            owners.remember("resp_2", "key-2", "prov-2", null);
            owners.remember("resp_3", "key-2", "prov-2", null);
            owners.forget("resp_3");
        }
        try (Store store = store()) {
            ResponseOwners owners = new ResponseOwners(store, clock);
            assertThat(owners.of("resp_1", "key-1"))
                    .extracting(Owned::provider)
                    .isEqualTo("prov-1");
            assertThat(owners.of("resp_2", "key-2"))
                    .extracting(Owned::provider)
                    .isEqualTo("prov-2");
            assertThat(owners.of("resp_2", "key-1")).isNull();
            assertThat(owners.of("resp_3", "key-2")).isNull();
        }
    }

    @Test
    void onlyTheLatestAreRemembered() {
        try (Store store = store()) {
            ResponseOwners owners = new ResponseOwners(store, clock, 3);
            for (int i = 1; i <= 5; i++) {
                owners.remember("resp_" + (10 - i), "key", "prov", null);
            }
            assertLatestThree(owners);
        }
        try (Store store = store()) {
            ResponseOwners owners = new ResponseOwners(store, clock, 3);
            assertLatestThree(owners);
            owners.remember("resp_1", "key", "prov", null);
            assertThat(owners.of("resp_7", "key")).isNull();
            assertThat(store.<Long>read(view -> view.count(ResponseOwners.MAP.name())))
                    .isLessThanOrEqualTo(4L);
        }
    }

    private static void assertLatestThree(ResponseOwners owners) {
        assertThat(owners.of("resp_9", "key")).isNull();
        assertThat(owners.of("resp_8", "key")).isNull();
        assertThat(owners.of("resp_7", "key")).extracting(Owned::provider).isEqualTo("prov");
        assertThat(owners.of("resp_5", "key")).extracting(Owned::provider).isEqualTo("prov");
    }

    private Store store() {
        return new XodusStore(folder, Set.of(ResponseOwners.MAP.name()));
    }
}
