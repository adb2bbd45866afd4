package dev.syngate.bodies;

import dev.syngate.store.RecordReader;
import dev.syngate.store.RecordWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/// Bodies in few bytes.
final class KeptBodiesCodec {
    private KeptBodiesCodec() {}

    static byte[] packed(KeptBodies bodies) {
        byte[] plain =
                new RecordWriter()
                        .text(bodies.requestType())
                        .bytes(bodies.request())
                        .flag(bodies.isRequestCut())
                        .text(bodies.responseType())
                        .bytes(bodies.response())
                        .flag(bodies.isResponseCut())
                        .toBytes();
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        ByteArrayOutputStream packed = new ByteArrayOutputStream(plain.length / 3 + 64);
        try (DeflaterOutputStream out = new DeflaterOutputStream(packed, deflater)) {
            out.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            deflater.end();
        }
        return packed.toByteArray();
    }

    static KeptBodies unpacked(byte[] packed) {
        try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(packed))) {
            RecordReader reader = new RecordReader(in.readAllBytes(), 0);
            return new KeptBodies(
                    reader.text(),
                    reader.bytes(),
                    reader.flag(),
                    reader.text(),
                    reader.bytes(),
                    reader.flag());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
