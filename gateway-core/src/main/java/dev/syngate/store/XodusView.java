package dev.syngate.store;

import dev.syngate.store.StoreWriter.RecordedChange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jetbrains.exodus.ArrayByteIterable;
import jetbrains.exodus.ByteIterable;
import jetbrains.exodus.ByteIterator;
import jetbrains.exodus.FixedLengthByteIterable;
import jetbrains.exodus.env.Cursor;
import jetbrains.exodus.env.Transaction;
import jetbrains.exodus.log.BlockByteIterator;
import org.jspecify.annotations.Nullable;

/// One Xodus transaction as a [WriteView]; remembers the changes for the store's listeners.
final class XodusView implements WriteView {
    /// Small beside a page: only a block across two pages is copied byte by byte.
    private static final int BLOCK = 4096;

    private final Transaction transaction;
    private final Map<String, jetbrains.exodus.env.Store> maps;
    private final List<RecordedChange> changes;
    private final Map<String, Object> memory = new HashMap<>();
    private final Map<String, Runnable> atEnd = new LinkedHashMap<>();

    XodusView(Transaction transaction, Map<String, jetbrains.exodus.env.Store> maps) {
        this(transaction, maps, new ArrayList<>());
    }

    XodusView(
            Transaction transaction,
            Map<String, jetbrains.exodus.env.Store> maps,
            List<RecordedChange> changes) {
        this.transaction = transaction;
        this.maps = maps;
        this.changes = changes;
    }

    @Override
    public byte @Nullable [] get(String map, byte[] key) {
        ByteIterable value = engineMap(map).get(transaction, new ArrayByteIterable(key));
        return value == null ? null : bytes(value);
    }

    @Override
    public long count(String map) {
        return engineMap(map).count(transaction);
    }

    @Override
    public void ascend(String map, byte[] from, Visitor visitor) {
        try (Cursor cursor = engineMap(map).openCursor(transaction)) {
            boolean found =
                    from.length == 0
                            ? cursor.getNext()
                            : cursor.getSearchKeyRange(new ArrayByteIterable(from)) != null;
            while (found && visitor.visit(bytes(cursor.getKey()), bytes(cursor.getValue()))) {
                found = cursor.getNext();
            }
        }
    }

    @Override
    public void descend(String map, byte @Nullable [] before, Visitor visitor) {
        try (Cursor cursor = engineMap(map).openCursor(transaction)) {
            boolean found = endOf(cursor, before);
            while (found && visitor.visit(bytes(cursor.getKey()), bytes(cursor.getValue()))) {
                found = cursor.getPrev();
            }
        }
    }

    private static boolean endOf(Cursor cursor, byte @Nullable [] before) {
        boolean somethingAbove =
                before != null && cursor.getSearchKeyRange(new ArrayByteIterable(before)) != null;
        return somethingAbove ? cursor.getPrev() : cursor.getLast();
    }

    @Override
    public void put(String map, byte[] key, byte[] value) {
        engineMap(map).put(transaction, new ArrayByteIterable(key), new ArrayByteIterable(value));
        changes.add(new RecordedChange(map, new Change(key, value)));
    }

    @Override
    public void delete(String map, byte[] key) {
        engineMap(map).delete(transaction, new ArrayByteIterable(key));
        changes.add(new RecordedChange(map, new Change(key, null)));
    }

    @Override
    public @Nullable Object remembered(String name) {
        return memory.get(name);
    }

    @Override
    public void remember(String name, Object value) {
        memory.put(name, value);
    }

    @Override
    public void putAtEnd(String name, Runnable write) {
        atEnd.put(name, write);
    }

    @Override
    public void flush() {
        atEnd.values().forEach(Runnable::run);
        atEnd.clear();
    }

    private jetbrains.exodus.env.Store engineMap(String name) {
        jetbrains.exodus.env.Store map = maps.get(name);
        if (map == null) {
            throw new IllegalArgumentException("the store was opened without the map " + name);
        }
        return map;
    }

    /// The engine hands out a value of several of its pages byte by byte, unless it is asked for
    /// blocks.
    private static byte[] bytes(ByteIterable value) {
        int length = value.getLength();
        if (length > BLOCK && value instanceof FixedLengthByteIterable part) {
            ByteIterator source = part.getSource().iterator();
            source.skip(part.getOffset());
            if (source instanceof BlockByteIterator blocks) {
                byte[] whole = new byte[length];
                int at = 0;
                while (at < length) {
                    at += blocks.nextBytes(whole, at, Math.min(BLOCK, length - at));
                }
                return whole;
            }
        }
        return Arrays.copyOf(value.getBytesUnsafe(), value.getLength());
    }
}
