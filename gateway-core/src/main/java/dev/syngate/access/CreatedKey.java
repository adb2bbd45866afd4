package dev.syngate.access;

/// A new key with its secret: the only time that the secret exists outside its owner's hands.
public record CreatedKey(ApiKey key, String secret) {
    @Override
    public String toString() {
        return "CreatedKey[" + key.id() + "]";
    }
}
