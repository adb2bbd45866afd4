package dev.syngate.ui.providers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// The way to a provider, as the management API tells it. What is usual is empty; secrets are
/// `***`.
///
/// @param headers sent with each call, by their names
/// @param texts the other fields by the names of the API, such as `ca_file`
record Connection(Map<String, String> headers, Map<String, String> texts) {
    static final String HEADERS = "headers";
    static final String PROXY = "proxy";
    static final String USUAL = "usual";

    /// The fields with a text or a number of seconds, in the order in which they are shown.
    static final List<String> FIELDS =
            List.of(
                    PROXY,
                    "query",
                    "key_header",
                    "client_certificate",
                    "client_certificate_password",
                    "ca_file",
                    "connect_timeout",
                    "first_byte_timeout",
                    "silence_timeout");

    static final Connection NONE = new Connection(Map.of(), Map.of());

    static Connection of(JsonNode shown) {
        Map<String, String> headers = new LinkedHashMap<>();
        shown.path(HEADERS)
                .properties()
                .forEach(one -> headers.put(one.getKey(), one.getValue().asString("")));
        Map<String, String> texts = new LinkedHashMap<>();
        for (String field : FIELDS) {
            if (shown.hasNonNull(field)) {
                texts.put(field, shown.path(field).asString());
            }
        }
        return new Connection(headers, texts);
    }

    /// Empty: as usual.
    String text(String field) {
        return texts.getOrDefault(field, "");
    }

    /// How many fields are not as usual.
    int set() {
        return texts.size() + (headers.isEmpty() ? 0 : 1);
    }

    /// What makes the old one into this.
    Map<String, Object> changedFrom(Connection old) {
        Map<String, Object> changed = new LinkedHashMap<>();
        for (String field : FIELDS) {
            String now = text(field);
            if (!now.equals(old.text(field))) {
                changed.put(field, now.isEmpty() ? takenBack(field) : valueOf(field, now));
            }
        }
        if (!headers.equals(old.headers)) {
            changed.put(HEADERS, headers);
        }
        return changed;
    }

    private static boolean isTime(String field) {
        return field.endsWith("_timeout");
    }

    private static String takenBack(String field) {
        return isTime(field) || field.equals(PROXY) ? USUAL : "none";
    }

    private static Object valueOf(String field, String text) {
        return isTime(field) && !text.equals("none") ? (Object) Integer.valueOf(text) : text;
    }
}
