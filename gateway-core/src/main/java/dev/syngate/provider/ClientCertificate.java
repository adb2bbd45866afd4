package dev.syngate.provider;

import dev.syngate.call.RefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;

/// A certificate with its key that we prove ourselves with, in a PKCS #12 file.
///
/// @param password empty: none
record ClientCertificate(String file, String password) {
    private static final long LARGEST_FILE = 4 << 20;

    /// @throws IOException when the file can't be read or the password is another
    KeyManager[] keys() throws IOException {
        Path path = Path.of(file);
        if (!path.isAbsolute() || !Files.isRegularFile(path) || Files.size(path) > LARGEST_FILE) {
            throw new IOException("no such file");
        }
        try (InputStream in = Files.newInputStream(path)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password.toCharArray());
            KeyManagerFactory factory =
                    KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, password.toCharArray());
            return factory.getKeyManagers();
        } catch (GeneralSecurityException e) {
            throw new IOException("the client certificate can't be used", e);
        }
    }

    /// @throws RefusedException when it can't be used
    void check() {
        try {
            keys();
        } catch (IOException | IllegalArgumentException e) {
            throw RefusedException.field(
                    "client_certificate",
                    "\"client_certificate\" is the absolute path of a PKCS #12 file, and"
                            + " \"client_certificate_password\" its password; it could not be opened");
        }
    }

    @Override
    public String toString() {
        return file;
    }
}
