package dev.syngate.admin;

import dev.syngate.call.RefusedException;
import dev.syngate.provider.Transport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The fields that say how a provider is reached and what calls carry there. `none` takes a setting
/// back, of the proxy `usual` does; secrets are shown as `***`, and given so they stay.
final class TransportFields {
    private static final String PROXY = "proxy";
    private static final String HEADERS = "headers";
    private static final String QUERY = "query";
    private static final String KEY_HEADER = "key_header";
    private static final String CERTIFICATE = "client_certificate";
    private static final String PASSWORD = "client_certificate_password";

    static final List<String> NAMES =
            List.of(PROXY, HEADERS, QUERY, KEY_HEADER, CERTIFICATE, PASSWORD);

    private TransportFields() {}

    /// What the fields say, in the place of what was.
    static Transport read(Fields fields, Transport old) {
        String proxy = fields.text(PROXY, old.proxy() == null ? "usual" : old.proxy());
        return new Transport(
                proxy.isBlank() || proxy.equals("usual") ? null : proxy.strip(),
                headers(fields, old.headers()),
                text(fields, QUERY, old.query()),
                text(fields, KEY_HEADER, old.keyHeader()),
                text(fields, CERTIFICATE, old.certificate()),
                text(fields, PASSWORD, old.certificatePassword()));
    }

    private static @Nullable String text(Fields fields, String name, @Nullable String old) {
        return fields.has(name) ? unlessNone(fields.text(name)) : old;
    }

    static @Nullable String unlessNone(String text) {
        return text.isEmpty() || text.equals(ConnectingFields.NONE) ? null : text;
    }

    /// All headers at once, by their names.
    private static Map<String, String> headers(Fields fields, Map<String, String> old) {
        if (!fields.has(HEADERS)) {
            return old;
        }
        JsonNode given = fields.json().path(HEADERS);
        Map<String, String> headers = new LinkedHashMap<>();
        for (String name : given.propertyNames()) {
            headers.put(name, given.path(name).asString(""));
        }
        if (!given.isObject() || !given.valueStream().allMatch(JsonNode::isString)) {
            throw RefusedException.field(
                    HEADERS, "\"headers\" is an object of names and their values");
        }
        return headers;
    }

    /// What is set; what is usual stays out.
    static void show(ObjectNode shown, Transport transport) {
        put(shown, PROXY, transport.proxy());
        if (!transport.headers().isEmpty()) {
            ObjectNode headers = shown.putObject(HEADERS);
            new TreeMap<>(transport.headers()).forEach(headers::put);
        }
        put(shown, QUERY, transport.query());
        put(shown, KEY_HEADER, transport.keyHeader());
        put(shown, CERTIFICATE, transport.certificate());
        put(shown, PASSWORD, transport.certificatePassword());
    }

    private static void put(ObjectNode shown, String name, @Nullable String value) {
        if (value != null) {
            shown.put(name, value);
        }
    }
}
