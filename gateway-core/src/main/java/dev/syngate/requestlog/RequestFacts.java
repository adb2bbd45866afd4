package dev.syngate.requestlog;

import org.jspecify.annotations.Nullable;

/// What the terms of a filter look at: a request's record, or what a [Digest] keeps of it.
sealed interface RequestFacts permits RequestRecord, DigestRow {
    String id();

    String account();

    String group();

    String key();

    String keyName();

    String endpoint();

    String model();

    @Nullable String provider();

    @Nullable String error();

    String userAgent();

    int status();

    long durationMillis();

    /// 0: nothing came.
    long firstMillis();

    long chargedPicos();

    /// In and out.
    long tokens();

    boolean stream();

    boolean fellBack();

    boolean hasReasoning();

    boolean hasCached();

    boolean isEstimated();

    /// Whether the call ended in an error; that the client left does not count as one.
    default boolean failed() {
        return error() != null || (status() >= 400 && status() != RequestRecord.CLIENT_LEFT);
    }
}
