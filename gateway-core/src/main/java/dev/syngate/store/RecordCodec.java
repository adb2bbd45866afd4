package dev.syngate.store;

/// How a type of record that is written with every call is turned into few bytes, quickly.
///
/// A field that is added later is written at the end and read only where the reader has more. Any
/// other change is a new layout.
///
/// @param <R> the record type
public interface RecordCodec<R> {
    /// The number of the layout that is written, from 1. Records of any other are refused instead
    /// of misread.
    default int layout() {
        return 1;
    }

    void write(R item, RecordWriter writer);

    R read(RecordReader reader);
}
