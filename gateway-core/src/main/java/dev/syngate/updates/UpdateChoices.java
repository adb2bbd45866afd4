package dev.syngate.updates;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/// How a person wants newer versions to be looked for.
///
/// @param check whether it is looked once a day; at first it is not
/// @param url where the announcement is; null: where the build says
/// @param key what it is signed with, as base64 of the public key's DER form; null: what the build
///   says
/// @param seen the newest version that was ever announced; null: none yet
public record UpdateChoices(
        boolean check, @Nullable String url, @Nullable String key, @Nullable String seen) {
    public static final UpdateChoices USUAL = new UpdateChoices(false, null, null, null);
    private static final Properties BUILT_IN = builtIn();

    /// Where the announcement is; empty: nobody knows.
    public String address() {
        return url == null || url.isEmpty() ? BUILT_IN.getProperty("url", "") : url;
    }

    /// The key it is signed with; empty: nobody knows.
    public String signer() {
        return key == null || key.isEmpty() ? BUILT_IN.getProperty("key", "") : key;
    }

    UpdateChoices having(String newSeen) {
        return new UpdateChoices(check, url, key, newSeen);
    }

    private static Properties builtIn() {
        Properties found = new Properties();
        try (InputStream in = UpdateChoices.class.getResourceAsStream("updates.properties")) {
            if (in != null) {
                found.load(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }
}
