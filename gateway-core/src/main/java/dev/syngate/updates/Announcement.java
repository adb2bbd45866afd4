package dev.syngate.updates;

import dev.syngate.call.ErrorCode;
import dev.syngate.call.Refusal;
import dev.syngate.call.RefusedException;
import dev.syngate.protocol.Json;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Reads announcements of releases: a JSON object with `payload`, the base64 of another one, and
/// `signature`, the base64 of its Ed25519 signature (RFC 8032) over the payload's bytes. Nothing of
/// the payload is read before the signature was found right. The form is in docs/updates.md.
final class Announcement {
    private static final String PRODUCT = "syngate";

    private Announcement() {}

    /// @param key base64 of the public key in the form of RFC 8410
    static PublicKey key(String key) {
        try {
            return KeyFactory.getInstance("Ed25519")
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(key)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw RefusedException.field(
                    "update_key", "\"update_key\" must be the base64 of an Ed25519 public key");
        }
    }

    /// @param now when it is read
    /// @throws RefusedException when it is not signed with the key, too old, or not of this product
    static Release read(byte[] document, PublicKey key, Instant now) {
        byte[] payload = verified(document, key);
        try {
            JsonNode read = Json.MAPPER.readTree(payload);
            if (!read.path("product").asString("").equals(PRODUCT)) {
                throw refused("it announces another product");
            }
            Release release =
                    new Release(
                            read.path("version").asString(""),
                            Instant.parse(read.path("released").asString("")),
                            changes(read),
                            page(read.path("page").asString("")),
                            Instant.parse(read.path("expires").asString("")));
            if (!now.isBefore(release.expires())) {
                throw refused("it expired at " + release.expires());
            }
            return release;
        } catch (JacksonException | DateTimeParseException | IllegalArgumentException e) {
            throw refused("it can't be read: " + e.getMessage());
        }
    }

    private static List<String> changes(JsonNode read) {
        return read.path("changes").valueStream().map(one -> one.asString("")).toList();
    }

    private static String page(String page) {
        if (!"https".equals(URI.create(page).getScheme())) {
            throw new IllegalArgumentException("its page is not an https address");
        }
        return page;
    }

    private static byte[] verified(byte[] document, PublicKey key) {
        try {
            JsonNode read = Json.MAPPER.readTree(document);
            byte[] payload = Base64.getDecoder().decode(read.path("payload").asString(""));
            Signature signature = Signature.getInstance("Ed25519");
            signature.initVerify(key);
            signature.update(payload);
            if (signature.verify(Base64.getDecoder().decode(read.path("signature").asString("")))) {
                return payload;
            }
        } catch (GeneralSecurityException | JacksonException | IllegalArgumentException e) {
            throw refused("its signature is not right");
        }
        throw refused("its signature is not right");
    }

    static RefusedException refused(String why) {
        return new RefusedException(
                Refusal.of(
                        ErrorCode.UPSTREAM_ERROR,
                        "the announcement of updates is refused: " + why));
    }
}
