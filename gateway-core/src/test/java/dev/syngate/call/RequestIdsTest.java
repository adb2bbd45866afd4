package dev.syngate.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RequestIdsTest {
    @Test
    void theirOrderIsTheOrderOfArrival() {
        List<String> ids =
                LongStream.of(0, 1, 1_000, 1_795_264_496_000L, 1_795_264_496_001L, 1L << 44)
                        .mapToObj(millis -> RequestIds.next(Instant.ofEpochMilli(millis)))
                        .toList();
        assertThat(ids).isSorted();
    }

    @Test
    void theyDifferAndKeepTheirOrderWithinOneMoment() {
        Instant now = Instant.parse("2026-11-21T12:34:56Z");
        assertThat(Stream.generate(() -> RequestIds.next(now)).limit(10_000).toList())
                .doesNotHaveDuplicates()
                .isSorted()
                .allMatch(id -> id.matches("req_[0-9a-v]{24}"));
    }
}
