package dev.syngate.access;

import dev.syngate.secrets.Sha256;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/// Makes and hashes the secrets of API keys: `sk-syn-` and 256 random bits.
final class Secret {
    static final String PREFIX = "sk-syn-";
    private static final int BYTES = 32;
    private static final int ID_BYTES = 6;
    private static final int HINT = 4;

    private Secret() {}

    static String create(SecureRandom random) {
        byte[] bits = new byte[BYTES];
        random.nextBytes(bits);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }

    /// An id for a key; says nothing about its secrets.
    static String createId(SecureRandom random) {
        byte[] bits = new byte[ID_BYTES];
        random.nextBytes(bits);
        return "key-" + HexFormat.of().formatHex(bits);
    }

    static String hash(String secret) {
        return Sha256.hex(secret);
    }

    static String hint(String secret) {
        return secret.substring(secret.length() - HINT);
    }
}
