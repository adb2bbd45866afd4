package dev.syngate.store;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/// A typed map of the store: records of one type, written as a form byte followed by JSON, or by
/// what the type's codec makes of it.
///
/// Of JSON, fields that a newer version added are ignored by an older one; fields that are missing
/// are null, zero or, of collections, empty. Of a codec, other layouts than its own are refused.
///
/// @param <R> the record type
public final class RecordMap<R> {
    private static final byte JSON_FORM = 1;

    /// The form of the first layout of a codec; the next layout has the next form.
    private static final int FIRST_LAYOUT_FORM = 2;

    private static final JsonSetter.Value MISSING_IS_EMPTY =
            JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY);
    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .addModule(new RecordConstruction())
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .withConfigOverride(List.class, of -> of.setNullHandling(MISSING_IS_EMPTY))
                    .withConfigOverride(Set.class, of -> of.setNullHandling(MISSING_IS_EMPTY))
                    .withConfigOverride(Map.class, of -> of.setNullHandling(MISSING_IS_EMPTY))
                    .build();

    private final String name;
    private final Class<R> type;
    private final @Nullable RecordCodec<R> codec;

    /// A map of JSON: for what people make.
    public RecordMap(String name, Class<R> type) {
        this.name = name;
        this.type = type;
        this.codec = null;
    }

    /// A map in the codec's form: for what every call writes.
    public RecordMap(String name, Class<R> type, RecordCodec<R> codec) {
        this.name = name;
        this.type = type;
        this.codec = codec;
    }

    public String name() {
        return name;
    }

    public @Nullable R get(ReadView view, byte[] key) {
        byte[] value = view.get(name, key);
        return value == null ? null : decode(value);
    }

    public void put(WriteView view, byte[] key, R item) {
        view.put(name, key, encode(item));
    }

    /// Changes a record, or what stands in for one that is missing. Changes of the same record that
    /// are committed together read it once and write it once.
    public R change(WriteView view, byte[] key, R missing, UnaryOperator<R> how) {
        String place = name + " " + new String(key, StandardCharsets.ISO_8859_1);
        Object known = view.remembered(place);
        R before = known == null ? get(view, key) : type.cast(known);
        R after = how.apply(before == null ? missing : before);
        view.remember(place, after);
        view.putAtEnd(place, () -> put(view, key, after));
        return after;
    }

    /// Encodes the record now, on this thread, to be written later.
    public Encoded encoded(R item) {
        return new Encoded(name, encode(item));
    }

    /// A record that is ready to be written.
    @SuppressWarnings("ArrayRecordComponent")
    public record Encoded(String map, byte[] value) {
        public void put(WriteView view, byte[] key) {
            view.put(map, key, value);
        }
    }

    public void delete(WriteView view, byte[] key) {
        view.delete(name, key);
    }

    /// All records in key order; for maps that fit in memory.
    public List<R> all(ReadView view) {
        List<R> found = new ArrayList<>();
        ascend(view, new byte[0], (key, item) -> found.add(item));
        return found;
    }

    public void ascend(ReadView view, byte[] from, Visitor<R> visitor) {
        view.ascend(name, from, (key, value) -> visitor.visit(key, decode(value)));
    }

    public void descend(ReadView view, byte @Nullable [] before, Visitor<R> visitor) {
        view.descend(name, before, (key, value) -> visitor.visit(key, decode(value)));
    }

    private byte[] encode(R item) {
        if (codec != null) {
            RecordWriter writer = new RecordWriter().octet(form(codec));
            codec.write(item, writer);
            return writer.toBytes();
        }
        byte[] body = JSON.writeValueAsBytes(item);
        byte[] versioned = new byte[body.length + 1];
        versioned[0] = JSON_FORM;
        System.arraycopy(body, 0, versioned, 1, body.length);
        return versioned;
    }

    /// Reads what [#encoded] made.
    public R decode(byte[] value) {
        int form = value[0];
        if (form == JSON_FORM) {
            return JSON.readValue(value, 1, value.length - 1, type);
        }
        if (codec == null || form > form(codec)) {
            throw RecordFormException.newer(name);
        }
        if (form < form(codec)) {
            throw RecordFormException.older(name);
        }
        return codec.read(new RecordReader(value, 1));
    }

    private static int form(RecordCodec<?> codec) {
        return FIRST_LAYOUT_FORM - 1 + codec.layout();
    }

    /// Sees one record; answers whether to go on.
    ///
    /// @param <R> the record type
    @FunctionalInterface
    public interface Visitor<R> {
        boolean visit(byte[] key, R item);
    }
}
