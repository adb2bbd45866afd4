package dev.syngate.app;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/// The options that say how a provider is reached and what calls carry there. Values of headers
/// that let somebody in are read from variables: arguments can be seen by others.
final class TransportOptions {
    @Option(
            names = "--proxy",
            paramLabel = "PROXY",
            description =
                    "none, system, http://host:port or socks5://host:port; usual: as the settings say.")
    private @Nullable String proxy;

    @Option(
            names = "--proxy-env",
            paramLabel = "VAR",
            description = "Read the proxy from a variable, where it holds a password.")
    private @Nullable String proxyVariable;

    @Option(
            names = "--header",
            paramLabel = "NAME=VALUE",
            description =
                    "Sent with each call; repeatable, all at once; none takes them back. NAME=$VAR reads a variable.")
    private List<String> headers = new ArrayList<>();

    @Option(
            names = "--query",
            paramLabel = "QUERY",
            description = "Sent with each call, such as api-version=2024-10-21; or none.")
    private @Nullable String query;

    @Option(
            names = "--key-header",
            paramLabel = "NAME",
            description = "The header that has the key, such as api-key; none: the usual one.")
    private @Nullable String keyHeader;

    @Option(
            names = "--client-certificate",
            paramLabel = "FILE",
            description = "A PKCS #12 file with the certificate to prove ourselves with; or none.")
    private @Nullable String certificate;

    @Option(
            names = "--client-certificate-password-env",
            paramLabel = "VAR",
            description = "Read the password of that file from a variable.")
    private @Nullable String certificatePassword;

    void addTo(Body body, Terminal terminal) {
        String hidden = SecretOptions.read(terminal, false, proxyVariable, "proxy");
        body.text("proxy", hidden == null ? proxy : hidden)
                .text("query", query)
                .text("key_header", keyHeader)
                .text(
                        "client_certificate",
                        ProviderOptions.wholeUnlessNone(certificate, "--client-certificate"))
                .text(
                        "client_certificate_password",
                        SecretOptions.read(terminal, false, certificatePassword, "password"));
        if (!headers.isEmpty()) {
            addHeaders(body.json().putObject("headers"), terminal);
        }
    }

    private void addHeaders(ObjectNode json, Terminal terminal) {
        for (String header : headers) {
            int equals = header.indexOf('=');
            if (equals > 0) {
                String value = header.substring(equals + 1);
                json.put(header.substring(0, equals).strip(), valueOf(value, terminal));
            } else if (!header.equals("none")) {
                throw new CommandFailed("--header looks like NAME=VALUE");
            }
        }
    }

    private static @Nullable String valueOf(String value, Terminal terminal) {
        return value.startsWith("$")
                ? SecretOptions.read(terminal, false, value.substring(1), "header")
                : value;
    }
}
