package dev.syngate.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreFormatTest {
    private static final String MAP = "things";
    private static final StoreFormat FIRST = new StoreFormat(List.of());
    private static final StoreFormat SECOND = new StoreFormat(List.of(view -> append(view, "a")));
    private static final StoreFormat THIRD =
            new StoreFormat(List.of(view -> append(view, "a"), view -> append(view, "b")));

    @TempDir private Path folder;
    private Store store;
    private final List<String> seen = new ArrayList<>();

    @BeforeEach
    void open() {
        store = new XodusStore(folder, Set.of(MAP, StoreFormat.MAP));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aFreshStoreIsOfTodaysFormatWithoutMigration() {
        THIRD.apply(store, true, () -> seen.add("backup"));
        assertThat(StoreFormat.versionOf(store)).isEqualTo(3);
        assertThat(text()).isEmpty();
        assertThat(seen).isEmpty();
    }

    @Test
    void aStoreFromBeforeVersionsIsBackedUpOnceAndThenMigratedStepByStep() {
        THIRD.apply(store, false, () -> seen.add("backup of \"" + text() + "\""));
        assertThat(text()).isEqualTo("ab");
        assertThat(seen).containsExactly("backup of \"\"");
        THIRD.apply(store, false, () -> seen.add("another"));
        assertThat(text()).isEqualTo("ab");
        assertThat(seen).hasSize(1);
    }

    @Test
    void onlyTheStepsThatAreMissingAreMade() {
        SECOND.apply(store, false, () -> {});
        THIRD.apply(store, false, () -> seen.add("backup of \"" + text() + "\""));
        assertThat(text()).isEqualTo("ab");
        assertThat(seen).containsExactly("backup of \"a\"");
    }

    @Test
    void aFailingStepLeavesTheVersionBeforeIt() {
        StoreFormat failing =
                new StoreFormat(
                        List.of(
                                view -> append(view, "a"),
                                view -> {
                                    append(view, "x");
                                    throw new IllegalStateException("no");
                                }));
        assertThatThrownBy(() -> failing.apply(store, false, () -> {})).hasMessage("no");
        assertThat(StoreFormat.versionOf(store)).isEqualTo(2);
        assertThat(text()).isEqualTo("a");
    }

    @Test
    void nothingIsMigratedWhenItsBackupFails() {
        assertThatThrownBy(() ->
                        SECOND.apply(
                                store,
                                false,
                                () -> {
                                    throw new IllegalStateException("the disk is full");
                                }))
                .hasMessage("the disk is full");
        assertThat(StoreFormat.versionOf(store)).isEqualTo(1);
        assertThat(text()).isEmpty();
    }

    @Test
    void aNewerStoreIsRefusedWithASentence() {
        THIRD.apply(store, true, () -> {});
        assertThatThrownBy(() -> FIRST.apply(store, false, () -> seen.add("backup")))
                .isInstanceOf(NewerStoreException.class)
                .hasMessageContaining("newer Syngate (store version 3, this one knows up to 1)");
        assertThat(seen).isEmpty();
        assertThat(StoreFormat.versionOf(store)).isEqualTo(3);
    }

    private static void append(WriteView view, String more) {
        byte[] before = view.get(MAP, Keys.of("text"));
        view.put(MAP, Keys.of("text"), Keys.of((before == null ? "" : Keys.text(before)) + more));
    }

    private String text() {
        byte[] found = store.read(view -> view.get(MAP, Keys.of("text")));
        return found == null ? "" : Keys.text(found);
    }
}
