package dev.syngate.requestlog;

import dev.syngate.store.RecordReader;
import dev.syngate.store.RecordWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/// The ids of a digest, of which few are ever asked for: read in pieces, each when it is needed.
final class DigestIds {
    private final IntFunction<byte[]> packed;
    private final int count;
    private final int ofPiece;
    private final Map<Integer, List<String>> pieces = new HashMap<>();

    /// @param packed finds a piece by its number
    /// @param count how many ids there are
    /// @param ofPiece how many a piece holds
    DigestIds(IntFunction<byte[]> packed, int count, int ofPiece) {
        this.packed = packed;
        this.count = count;
        this.ofPiece = ofPiece;
    }

    /// The ids as they are stored.
    static List<byte[]> packed(List<String> ids, int ofPiece) {
        List<byte[]> pieces = new ArrayList<>();
        for (int start = 0; start < ids.size(); start += ofPiece) {
            RecordWriter writer = new RecordWriter();
            ids.subList(start, Math.min(ids.size(), start + ofPiece)).forEach(writer::text);
            pieces.add(writer.toBytes());
        }
        return pieces;
    }

    String at(int row) {
        return pieces.computeIfAbsent(row / ofPiece, this::read).get(row % ofPiece);
    }

    private List<String> read(int piece) {
        RecordReader reader = new RecordReader(packed.apply(piece), 0);
        List<String> ids = new ArrayList<>();
        while (reader.hasMore()) {
            ids.add(reader.text());
        }
        return ids;
    }

    /// How many are below that one.
    int sizeBelow(String id) {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (at(middle).compareTo(id) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
