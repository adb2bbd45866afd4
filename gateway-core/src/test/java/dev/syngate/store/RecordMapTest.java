package dev.syngate.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordMapTest {
    private static final RecordMap<Long> SECOND =
            new RecordMap<>("counts", Long.class, new Numbers(2));

    /// Writes a number in the given layout.
    private record Numbers(int layout) implements RecordCodec<Long> {
        @Override
        public void write(Long item, RecordWriter writer) {
            writer.number(item);
        }

        @Override
        public Long read(RecordReader reader) {
            return reader.number();
        }
    }

    private record Things(List<String> list, Set<String> set, Map<String, Long> map, long number) {}

    @Test
    void aRecordOfTheSameLayoutIsRead() {
        assertThat(SECOND.decode(SECOND.encoded(7L).value())).isEqualTo(7L);
    }

    @Test
    void aRecordOfANewerLayoutIsRefused() {
        byte[] newer = new RecordMap<>("counts", Long.class, new Numbers(3)).encoded(7L).value();
        assertThatThrownBy(() -> SECOND.decode(newer))
                .isInstanceOf(RecordFormException.class)
                .hasMessageContaining("newer Syngate");
        RecordMap<Long> json = new RecordMap<>("counts", Long.class);
        assertThatThrownBy(() -> json.decode(newer)).hasMessageContaining("newer Syngate");
    }

    @Test
    void aRecordOfAnOlderLayoutIsRefusedInsteadOfMisread() {
        byte[] older = new RecordMap<>("counts", Long.class, new Numbers(1)).encoded(7L).value();
        assertThatThrownBy(() -> SECOND.decode(older))
                .isInstanceOf(RecordFormException.class)
                .hasMessageContaining("older Syngate");
    }

    @Test
    void aRecordFromBeforeItsMapHadACodecIsRead() {
        byte[] json = new RecordMap<>("counts", Long.class).encoded(7L).value();
        assertThat(SECOND.decode(json)).isEqualTo(7L);
    }

    @Test
    void collectionsFromBeforeTheirFieldExistedAreEmpty() {
        RecordMap<Things> map = new RecordMap<>("things", Things.class);
        assertThat(map.decode(json("{\"unknown\":1,\"set\":null}")))
                .isEqualTo(new Things(List.of(), Set.of(), Map.of(), 0));
    }

    private record Even(long number) {
        Even {
            if (number % 2 != 0) {
                throw new IllegalArgumentException(number + " is odd");
            }
        }
    }

    @Test
    void aRecordThatRefusesWhatIsStoredSaysWhy() {
        RecordMap<Even> map = new RecordMap<>("even", Even.class);
        assertThat(map.decode(json("{\"number\":4}"))).isEqualTo(new Even(4));
        assertThatThrownBy(() -> map.decode(json("{\"number\":3}")))
                .hasMessageContaining("3 is odd")
                .hasRootCauseInstanceOf(IllegalArgumentException.class);
    }

    private static byte @Nullable [] json(String text) {
        return ("\1" + text).getBytes(StandardCharsets.UTF_8);
    }
}
