package dev.syngate.http1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/// The socket below TLS. Records are read with one call of the system for many, where the library
/// would make two for each.
final class TlsSocket extends Socket {
    private static final int READ_BYTES = 4 * 1024;
    private static final String[] PROTOCOLS = {"http/1.1"};

    /// Without the JVM's second compiler this one takes a third to a half of what P-256 does, and
    /// as the only one it needs one key instead of two.
    private static final String[] QUICKEST_GROUP = {"x25519"};

    private final SSLSocketFactory tls;
    private InputStream buffered = InputStream.nullInputStream();

    TlsSocket(SSLSocketFactory tls) {
        this.tls = tls;
    }

    @Override
    public InputStream getInputStream() {
        return buffered;
    }

    /// Agrees on keys with the server, which must prove that it is the one that is meant.
    ///
    /// @param connect how long that may take
    /// @param anyGroup whether keys may be agreed upon in all ways that the JVM knows; else only in
    ///   the quickest, which nearly all servers take
    Socket secured(Server server, Duration connect, boolean anyGroup) throws IOException {
        buffered = new BufferedInputStream(super.getInputStream(), READ_BYTES);
        SSLSocket secured = (SSLSocket) tls.createSocket(this, server.host(), server.port(), true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setApplicationProtocols(PROTOCOLS);
        parameters.setCipherSuites(quickestFirst(parameters.getCipherSuites()));
        if (!anyGroup) {
            parameters.setNamedGroups(QUICKEST_GROUP);
        }
        secured.setSSLParameters(parameters);
        setSoTimeout(Math.toIntExact(connect.toMillis()));
        secured.startHandshake();
        setSoTimeout(0);
        return secured;
    }

    /// Whether the server may just not take the quickest group: what is wrong is not its
    /// certificate.
    static boolean isWorthAnyGroup(SSLException failure) {
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof GeneralSecurityException) {
                return false;
            }
        }
        return true;
    }

    /// AES is quick only where the JVM's second compiler puts the processor's own instructions in
    /// its place; without it, ChaCha20 takes a quarter of its time.
    private static String[] quickestFirst(String[] suites) {
        return Stream.of(suites)
                .sorted(Comparator.comparing(suite -> !suite.contains("_CHACHA20_")))
                .toArray(String[]::new);
    }
}
