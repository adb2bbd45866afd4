package dev.syngate.routing;

import dev.syngate.protocol.UpstreamErrors.UpstreamError;
import dev.syngate.provider.Provider;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The providers that refuse requests with what the gateway adds for its own sake, until they are
/// changed or the program ends. Safe for any thread.
final class BareProviders {
    private static final List<String> ADDED =
            List.of("stream_options", "stream options", "streamoptions", "include_usage");
    private static final List<String> NOT_KNOWN =
            List.of(
                    "unrecognized",
                    "unknown",
                    "unexpected",
                    "unsupported",
                    "not supported",
                    "not permitted",
                    "not allowed",
                    "additional",
                    "extra");
    private static final List<String> FIELD =
            List.of("field", "parameter", "argument", "propert", "input", "key", "option");

    private final Map<String, Provider> refusing = new ConcurrentHashMap<>();

    boolean contains(Provider provider) {
        return provider.equals(refusing.get(provider.id()));
    }

    void add(Provider provider) {
        refusing.put(provider.id(), provider);
    }

    /// Whether a refusal may be because of what was added: it names it, or a field that it does not
    /// know.
    ///
    /// @param body the whole refusal, as text
    static boolean mayBlameAddition(UpstreamError reported, String body) {
        String all = body.toLowerCase(Locale.ROOT);
        String words = reported.message().toLowerCase(Locale.ROOT);
        return says(all, ADDED) || (says(words, NOT_KNOWN) && says(words, FIELD));
    }

    private static boolean says(String text, List<String> words) {
        return words.stream().anyMatch(text::contains);
    }
}
