package dev.syngate.provider;

import dev.syngate.provider.Checklist.Question;
import dev.syngate.provider.Checklist.Step;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/// Tries whether a server proves itself, and tells by what.
final class Handshake {
    private static final int FEW_DAYS = 14;
    private static final Pattern NAME = Pattern.compile("(?:^|,)\\s*(?:CN|O)=\"?([^\",]+)");

    private Handshake() {}

    /// @param socket connected to the server, or to a proxy that passes bytes on
    static Step step(Socket socket, String host, int port, Trust trust, InstantSource clock) {
        long start = System.nanoTime();
        try {
            SSLSocket secured =
                    (SSLSocket)
                            trust.context()
                                    .getSocketFactory()
                                    .createSocket(socket, host, port, false);
            SSLParameters parameters = secured.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            secured.setSSLParameters(parameters);
            secured.startHandshake();
            return found(secured.getSession(), clock, start);
        } catch (SocketTimeoutException e) {
            return Step.failed(
                    Question.TLS,
                    "the server does not agree on an encryption in time",
                    "check the port of the base URL and the firewall",
                    start);
        } catch (IOException e) {
            return Step.failed(Question.TLS, cause(e), fix(e), start);
        }
    }

    private static Step found(SSLSession session, InstantSource clock, long start)
            throws IOException {
        X509Certificate certificate = (X509Certificate) session.getPeerCertificates()[0];
        long days =
                Duration.between(clock.instant(), certificate.getNotAfter().toInstant()).toDays();
        String detail =
                "%s, certificate by %s, %d days left"
                        .formatted(session.getProtocol(), issuer(certificate), days);
        return days >= FEW_DAYS
                ? Step.found(Question.TLS, detail, start)
                : new Step(
                        Question.TLS,
                        true,
                        detail,
                        "its owner should renew it soon",
                        (System.nanoTime() - start) / 1_000_000);
    }

    private static String issuer(X509Certificate certificate) {
        String whole = certificate.getIssuerX500Principal().getName();
        Matcher matcher = NAME.matcher(whole);
        return matcher.find() ? matcher.group(1) : whole;
    }

    private static String cause(IOException e) {
        if (has(e, CertificateExpiredException.class)) {
            return "its certificate has expired";
        }
        if (has(e, CertificateNotYetValidException.class)) {
            return "its certificate is not valid yet";
        }
        if (isOtherName(e)) {
            return "its certificate is for another name than the base URL's";
        }
        if (has(e, CertPathBuilderException.class)) {
            return "its certificate is by an authority that is not trusted";
        }
        return speaksNoTls(e)
                ? "the server does not speak TLS at this port"
                : "no safe connection could be agreed on";
    }

    private static String fix(IOException e) {
        if (has(e, CertificateExpiredException.class)) {
            return "its owner must renew it; check also the clock of this computer";
        }
        if (has(e, CertificateNotYetValidException.class)) {
            return "check the clock of this computer";
        }
        if (isOtherName(e)) {
            return "use the name that its certificate is for";
        }
        if (has(e, CertPathBuilderException.class)) {
            return "where it has an authority of its own, name that one's file as ca_file";
        }
        return speaksNoTls(e)
                ? "check the port, or write http:// where it is not encrypted"
                : "check whether it wants a client certificate, and its ca_file";
    }

    private static boolean isOtherName(IOException e) {
        String text = String.valueOf(e.getMessage());
        return text.contains("No subject alternative") || text.contains("No name matching");
    }

    private static boolean speaksNoTls(IOException e) {
        String text = String.valueOf(e.getMessage());
        return text.contains("Unsupported or unrecognized")
                || text.contains("terminated the handshake");
    }

    private static boolean has(Throwable e, Class<? extends Throwable> kind) {
        for (Throwable each = e; each != null; each = each.getCause()) {
            if (kind.isInstance(each)) {
                return true;
            }
        }
        return false;
    }
}
