package dev.syngate.admin;

import dev.syngate.secrets.PrivateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// The token of the management API: 256 random bits in a file of the data directory that only its
/// owner can read.
public final class AdminToken {
    private static final String FILE = "admin.token";
    private static final int BYTES = 32;
    private final byte[] value;

    private AdminToken(String value) {
        this.value = value.getBytes(StandardCharsets.UTF_8);
    }

    /// The token of the data directory, made when there is none yet.
    public static AdminToken of(Path dataDir) {
        Path file = dataDir.resolve(FILE);
        try {
            if (!Files.exists(file)) {
                byte[] bits = new byte[BYTES];
                new SecureRandom().nextBytes(bits);
                PrivateFile.create(
                        file, HexFormat.of().formatHex(bits).getBytes(StandardCharsets.US_ASCII));
            }
            return new AdminToken(Files.readString(file).strip());
        } catch (IOException e) {
            throw new UncheckedIOException("the admin token can't be used: " + file, e);
        }
    }

    /// Compares in constant time.
    public boolean matches(@Nullable String candidate) {
        return candidate != null
                && value.length == 2 * BYTES
                && MessageDigest.isEqual(value, candidate.getBytes(StandardCharsets.UTF_8));
    }
}
