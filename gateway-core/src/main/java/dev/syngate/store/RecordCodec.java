package dev.syngate.store;

/// How a type of record that is written with every call is turned into few bytes, quickly.
///
/// A field that is added later is written at the end and read only where the reader has more.
///
/// @param <R> the record type
public interface RecordCodec<R> {
    void write(R item, RecordWriter writer);

    R read(RecordReader reader);
}
