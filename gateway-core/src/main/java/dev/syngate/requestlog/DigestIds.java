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

    /// Packs ids as they are stored, in their order; keeps none of them but the first and the last.
    static final class Packer {
        private final int ofPiece;
        private final List<byte[]> pieces = new ArrayList<>();
        private RecordWriter piece = new RecordWriter();
        private int count;
        private String first = "";
        private String last = "";

        Packer(int ofPiece) {
            this.ofPiece = ofPiece;
        }

        void add(String id) {
            first = count == 0 ? id : first;
            last = id;
            piece.text(id);
            if (++count % ofPiece == 0) {
                pieces.add(piece.toBytes());
                piece = new RecordWriter();
            }
        }

        int count() {
            return count;
        }

        String first() {
            return first;
        }

        String last() {
            return last;
        }

        /// All of them.
        List<byte[]> pieces() {
            List<byte[]> all = new ArrayList<>(pieces);
            if (count % ofPiece != 0) {
                all.add(piece.toBytes());
            }
            return all;
        }
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
