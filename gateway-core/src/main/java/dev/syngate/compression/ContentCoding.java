package dev.syngate.compression;

import io.airlift.compress.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.brotli.dec.BrotliInputStream;
import org.jspecify.annotations.Nullable;

/// The compressions of HTTP bodies that are understood (RFC 9110, 8.4.1; RFC 7932; RFC 8878).
public enum ContentCoding {
    IDENTITY,
    GZIP,
    DEFLATE,
    BROTLI,
    ZSTD;

    private static final int DEFLATE_METHOD = 8;
    private static final int HEAD_CHECK = 31;

    /// The coding of that name in a `Content-Encoding`; null: another one.
    public static @Nullable ContentCoding of(String name) {
        return switch (name.strip().toLowerCase(Locale.ROOT)) {
            case "", "identity" -> IDENTITY;
            case "gzip", "x-gzip" -> GZIP;
            case "deflate" -> DEFLATE;
            case "br" -> BROTLI;
            case "zstd" -> ZSTD;
            default -> null;
        };
    }

    /// What was compressed.
    ///
    /// @return throws [IOException] while it is read where the data is damaged
    public InputStream decode(InputStream in) throws IOException {
        try {
            return switch (this) {
                case IDENTITY -> in;
                case GZIP -> new GZIPInputStream(in);
                case DEFLATE -> inflated(in);
                case BROTLI -> new Checked(new BrotliInputStream(in));
                case ZSTD -> new Checked(new ZstdInputStream(in));
            };
        } catch (RuntimeException e) {
            throw new IOException("the compressed data is damaged", e);
        }
    }

    /// With the head that the standard asks for, or without it, as some send it.
    private static InputStream inflated(InputStream in) throws IOException {
        byte[] head = in.readNBytes(2);
        int both = head.length < 2 ? 0 : (head[0] & 0xff) << Byte.SIZE | (head[1] & 0xff);
        boolean wrapped = (both >> Byte.SIZE & 0x0f) == DEFLATE_METHOD && both % HEAD_CHECK == 0;
        InputStream whole = new SequenceInputStream(new ByteArrayInputStream(head), in);
        return new Inflated(whole, new Inflater(!wrapped));
    }

    /// Gives the memory back that its inflater has outside of the heap.
    private static final class Inflated extends InflaterInputStream {
        Inflated(InputStream in, Inflater inflater) {
            super(in, inflater);
        }

        @Override
        public void close() throws IOException {
            super.close();
            inf.end();
        }
    }

    /// Tells damaged data as other streams do.
    private static final class Checked extends InputStream {
        private final InputStream in;

        Checked(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            try {
                return in.read(into, offset, length);
            } catch (RuntimeException e) {
                throw new IOException("the compressed data is damaged", e);
            }
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
