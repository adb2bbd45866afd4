package dev.syngate.requestlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LatelyEndedTest {
    @Test
    void theLastFourThousandAreKnown() {
        LatelyEnded ended = new LatelyEnded();
        for (int i = 1; i <= 5000; i++) {
            ended.add("req_" + i);
        }
        assertThat(ended.after(4998))
                .isEqualTo(new LatelyEnded.Part(5000, List.of("req_4999", "req_5000")));
        assertThat(ended.after(0).ids()).hasSize(4096).startsWith("req_905").endsWith("req_5000");
        assertThat(ended.after(5000).ids()).isEmpty();
    }
}
