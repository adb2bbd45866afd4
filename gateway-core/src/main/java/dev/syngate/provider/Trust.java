package dev.syngate.provider;

import dev.syngate.call.RefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/// Whom encrypted providers must prove themselves to: the authorities that Java trusts, and those
/// of a file.
///
/// @param manager decides
/// @param context makes sockets that ask it
record Trust(X509TrustManager manager, SSLContext context) {
    private static final long LARGEST_FILE = 4 << 20;

    /// @param caFiles PEM files; none: the usual authorities alone
    /// @param certificate that we prove ourselves with; null: none
    /// @throws SSLException when a file can't be read
    static Trust of(List<String> caFiles, @Nullable ClientCertificate certificate)
            throws SSLException {
        try {
            X509TrustManager manager = manager(null);
            for (String file : caFiles) {
                manager = manager(together(manager, read(file)));
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    certificate == null ? null : certificate.keys(),
                    new TrustManager[] {manager},
                    null);
            return new Trust(manager, context);
        } catch (GeneralSecurityException | IOException e) {
            throw new SSLException(
                    "the file of trusted authorities or the client certificate can't be used", e);
        }
    }

    /// @throws RefusedException when the file holds no certificates
    static void check(String caFile) {
        try {
            if (!read(caFile).isEmpty()) {
                return;
            }
        } catch (CertificateException | IOException e) {
            // falls through to the refusal: there is nothing in it to trust
        }
        throw RefusedException.field(
                "ca_file",
                "\"ca_file\" is the absolute path of a PEM file with certificates of authorities; "
                        + "none could be read there");
    }

    private static Collection<? extends Certificate> read(String caFile)
            throws IOException, CertificateException {
        Path file = path(caFile);
        if (Files.size(file) > LARGEST_FILE) {
            throw new IOException("too large");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return CertificateFactory.getInstance("X.509").generateCertificates(in);
        }
    }

    private static Path path(String caFile) throws IOException {
        try {
            Path file = Path.of(caFile);
            if (file.isAbsolute() && Files.isRegularFile(file)) {
                return file;
            }
        } catch (InvalidPathException e) {
            throw new IOException("no path", e);
        }
        throw new IOException("no such file");
    }

    private static KeyStore together(X509TrustManager usual, Collection<? extends Certificate> more)
            throws GeneralSecurityException, IOException {
        KeyStore all = KeyStore.getInstance(KeyStore.getDefaultType());
        all.load(null, null);
        int entry = 0;
        for (X509Certificate known : usual.getAcceptedIssuers()) {
            all.setCertificateEntry("authority-" + entry++, known);
        }
        for (Certificate added : more) {
            all.setCertificateEntry("authority-" + entry++, added);
        }
        return all;
    }

    private static X509TrustManager manager(@Nullable KeyStore authorities)
            throws GeneralSecurityException {
        TrustManagerFactory factory =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(authorities);
        return Stream.of(factory.getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .map(X509TrustManager.class::cast)
                .findFirst()
                .orElseThrow();
    }
}
