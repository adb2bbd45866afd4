package dev.syngate.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class PieceEventTest {
    private static ObjectNode event(String piece, int number) {
        ObjectNode event = Json.MAPPER.createObjectNode().put("type", "more").put("delta", piece);
        return event.put("index", 0).put("sequence_number", number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "wörld",
                "a \"quoted\" one",
                "back\\slash",
                "\n\t\u0001",
                "😀",
                "",
                "</script>\u2028"
            })
    void isWhatTheWholeEventWouldBe(String piece) {
        PieceEvent template = PieceEvent.of(event(PieceEvent.PIECE, PieceEvent.NUMBER), true);
        byte[] filled = new EventWriter().piece(template, piece, 17).take();
        byte[] whole = new EventWriter().named(event(piece, 17)).take();
        assertThat(new String(filled, StandardCharsets.UTF_8))
                .isEqualTo(new String(whole, StandardCharsets.UTF_8));
    }
}
