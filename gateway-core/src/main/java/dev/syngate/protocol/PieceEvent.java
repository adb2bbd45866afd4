package dev.syngate.protocol;

import java.nio.charset.StandardCharsets;
import tools.jackson.databind.node.ObjectNode;

/// An event that comes many times and differs in one text only, and in its number where it has one:
/// written once, then filled in. Safe for any thread.
public final class PieceEvent {
    /// Stands in a template where the text will be.
    public static final String PIECE = "\u0001piece";

    /// Stands in a template where the number will be.
    public static final int NUMBER = Integer.MIN_VALUE;

    private final byte[] before;
    private final byte[] between;
    private final byte[] after;
    private final boolean numbered;

    private PieceEvent(String before, String between, String after, boolean numbered) {
        this.before = before.getBytes(StandardCharsets.UTF_8);
        this.between = between.getBytes(StandardCharsets.UTF_8);
        this.after = after.getBytes(StandardCharsets.UTF_8);
        this.numbered = numbered;
    }

    /// @param data holds [#PIECE] once, and behind it [#NUMBER] at most once
    /// @param named whether the event is named as its data's type
    public static PieceEvent of(ObjectNode data, boolean named) {
        EventWriter written = new EventWriter();
        String event =
                new String(
                        (named ? written.named(data) : written.data(data)).take(),
                        StandardCharsets.UTF_8);
        String piece = Json.MAPPER.writeValueAsString(PIECE);
        int at = event.indexOf(piece);
        String rest = event.substring(at + piece.length());
        String number = Integer.toString(NUMBER);
        int counted = rest.indexOf(number);
        return counted < 0
                ? new PieceEvent(event.substring(0, at), "", rest, false)
                : new PieceEvent(
                        event.substring(0, at),
                        rest.substring(0, counted),
                        rest.substring(counted + number.length()),
                        true);
    }

    void write(String piece, int number, EventWriter out) {
        out.bytes(before).quoted(piece).bytes(between);
        if (numbered) {
            out.number(number);
        }
        out.bytes(after);
    }
}
