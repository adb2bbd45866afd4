package dev.syngate.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// A change of a body that leaves every other byte as it was.
///
/// @param from the first byte that is replaced
/// @param to the first byte after it; as `from`: nothing is replaced
/// @param text what stands there instead
public record Splice(int from, int to, String text) {
    static byte[] apply(byte[] body, List<Splice> splices) {
        byte[] changed = body;
        List<Splice> lastFirst =
                splices.stream().sorted(Comparator.comparingInt(Splice::from).reversed()).toList();
        for (Splice splice : lastFirst) {
            changed = splice.apply(changed);
        }
        return changed;
    }

    private byte[] apply(byte[] body) {
        byte[] inserted = text.getBytes(StandardCharsets.UTF_8);
        if (Arrays.equals(body, from, to, inserted, 0, inserted.length)) {
            return body;
        }
        byte[] changed = new byte[body.length - (to - from) + inserted.length];
        System.arraycopy(body, 0, changed, 0, from);
        System.arraycopy(inserted, 0, changed, from, inserted.length);
        System.arraycopy(body, to, changed, from + inserted.length, body.length - to);
        return changed;
    }
}
