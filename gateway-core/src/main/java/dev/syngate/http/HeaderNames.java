package dev.syngate.http;

import io.undertow.util.HttpString;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Names of headers that every answer has, made once: making one costs a look at each letter.
final class HeaderNames {
    private static final Map<String, HttpString> KNOWN =
            Stream.of(
                            "x-request-id",
                            "x-syngate-cost",
                            "x-syngate-provider",
                            "x-syngate-overhead-ms",
                            "X-Accel-Buffering")
                    .collect(
                            Collectors.toUnmodifiableMap(
                                    Function.identity(), HttpString::tryFromString));

    private HeaderNames() {}

    static HttpString of(String name) {
        HttpString known = KNOWN.get(name);
        return known == null ? HttpString.tryFromString(name) : known;
    }
}
