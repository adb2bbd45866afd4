package dev.syngate.provider;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// What a server for "localhost" proves itself with, under an authority of its own.
///
/// @param caFile the file of the authority that vouches for it
/// @param keys a PKCS #12 file with its key and its certificate, by which it knows clients too
public record ServerIdentity(SSLContext context, String caFile, String keys) {
    static final String PASSWORD = "changeit";

    /// Makes one in the folder.
    public static ServerIdentity in(Path folder) throws Exception {
        Path certificate = folder.resolve("authority.pem");
        Path keys = folder.resolve("key.p12");
        SSLContext context = context(keys, certificate);
        return new ServerIdentity(
                context, certificate.toAbsolutePath().toString(), keys.toAbsolutePath().toString());
    }

    private static SSLContext context(Path keys, Path certificate) throws Exception {
        int made =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-alias",
                                "server",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=localhost",
                                "-ext",
                                "san=dns:localhost",
                                "-storetype",
                                "PKCS12",
                                "-keystore",
                                keys.toString(),
                                "-storepass",
                                PASSWORD)
                        .inheritIO()
                        .start()
                        .waitFor();
        assert made == 0;
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, PASSWORD.toCharArray());
        }
        byte[] encoded = store.getCertificate("server").getEncoded();
        Files.writeString(
                certificate,
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder().encodeToString(encoded)
                        + "\n-----END CERTIFICATE-----\n");
        KeyManagerFactory managers =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        TrustManagerFactory clients =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        KeyStore known = KeyStore.getInstance(KeyStore.getDefaultType());
        known.load(null, null);
        known.setCertificateEntry("client", store.getCertificate("server"));
        clients.init(known);
        context.init(managers.getKeyManagers(), clients.getTrustManagers(), null);
        return context;
    }
}
