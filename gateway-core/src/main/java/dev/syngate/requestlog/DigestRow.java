package dev.syngate.requestlog;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One of the requests of a digest; the same object at another place is another one. For one
/// thread.
final class DigestRow implements RequestFacts {
    private final Digest digest;
    private int at;

    DigestRow(Digest digest) {
        this.digest = digest;
    }

    void moveTo(int place) {
        at = place;
    }

    private @Nullable String name(int column) {
        return digest.name((int) digest.column(column)[at]);
    }

    private String known(int column) {
        return Objects.requireNonNull(name(column));
    }

    private boolean flag(int flag) {
        return (digest.column(Digest.FLAGS)[at] & flag) != 0;
    }

    @Override
    public String id() {
        return digest.id(at);
    }

    @Override
    public String account() {
        return known(Digest.ACCOUNT);
    }

    @Override
    public String group() {
        return known(Digest.GROUP);
    }

    @Override
    public String key() {
        return known(Digest.KEY);
    }

    @Override
    public String keyName() {
        return known(Digest.KEY_NAME);
    }

    @Override
    public String endpoint() {
        return known(Digest.ENDPOINT);
    }

    @Override
    public String model() {
        return known(Digest.MODEL);
    }

    @Override
    public @Nullable String provider() {
        return name(Digest.PROVIDER);
    }

    @Override
    public @Nullable String error() {
        return name(Digest.ERROR);
    }

    @Override
    public String userAgent() {
        return known(Digest.USER_AGENT);
    }

    @Override
    public int status() {
        return (int) digest.column(Digest.STATUS)[at];
    }

    @Override
    public long durationMillis() {
        return digest.column(Digest.DURATION)[at];
    }

    @Override
    public long firstMillis() {
        return digest.column(Digest.FIRST)[at];
    }

    @Override
    public long chargedPicos() {
        return digest.column(Digest.CHARGED)[at];
    }

    @Override
    public long tokens() {
        return digest.column(Digest.TOKENS)[at];
    }

    @Override
    public boolean stream() {
        return flag(Digest.STREAM);
    }

    @Override
    public boolean fellBack() {
        return flag(Digest.FELL_BACK);
    }

    @Override
    public boolean hasReasoning() {
        return flag(Digest.REASONING);
    }

    @Override
    public boolean hasCached() {
        return flag(Digest.CACHED);
    }

    @Override
    public boolean isEstimated() {
        return flag(Digest.ESTIMATED);
    }
}
