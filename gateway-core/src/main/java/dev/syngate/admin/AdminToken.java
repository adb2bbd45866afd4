package dev.syngate.admin;

import dev.syngate.secrets.PrivateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// The token of the management API: 256 random bits in a file of the data directory that only its
/// owner can read.
public final class AdminToken {
    private static final String FILE = "admin.token";
    private static final int BYTES = 32;
    private static final String MAC = "HmacSHA256";
    private final byte[] value;

    private AdminToken(String value) {
        this.value = value.getBytes(StandardCharsets.UTF_8);
    }

    /// Reads the token of the data directory where a gateway has made one.
    ///
    /// @throws IOException when there is none to read
    public static AdminToken read(Path dataDir) throws IOException {
        return new AdminToken(Files.readString(dataDir.resolve(FILE)).strip());
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
            return read(dataDir);
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

    /// Proves to whoever knows the token that the other side knows it too, without sending it: a
    /// program that took the gateway's port can't answer, nor have another port's gateway do it.
    ///
    /// @param challenge random, made by the side that asks for the proof
    /// @param port where the gateway listens
    public String proof(String challenge, int port) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(value, MAC));
            byte[] said = (challenge + "@" + port).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(mac.doFinal(said));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// As a request's `Authorization`.
    public String bearer() {
        return "Bearer " + new String(value, StandardCharsets.UTF_8);
    }
}
