package dev.syngate.http;

import dev.syngate.protocol.Endpoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Everything that is served: for each path and method who may call it, what serves it, and what
/// the OpenAPI document says of it.
final class PathTable {
    private final List<Row> rows;
    private final Map<Endpoint, List<Row>> calls = new EnumMap<>(Endpoint.class);

    PathTable(List<Row> rows) {
        this.rows = List.copyOf(rows);
        for (Row row : rows) {
            if (row.endpoint() != null) {
                calls.computeIfAbsent(row.endpoint(), none -> new ArrayList<>()).add(row);
            }
        }
    }

    /// Who may call.
    enum Access {
        ANYONE,
        /// Programs on this machine.
        THIS_MACHINE,
        /// Whoever sends an API key; what serves the path checks it, together with its limits.
        API_KEY,
        /// Programs on this machine that send the admin token.
        ADMIN_TOKEN
    }

    /// What answers the requests for a row.
    @FunctionalInterface
    interface Server {
        void serve(HttpRequest request, UndertowReply reply);
    }

    /// One row.
    ///
    /// @param method `*`: every one, what serves it tells them apart
    /// @param path as clients write it; `{name}` stands for one segment, `{+name}` for all that
    ///   follow
    /// @param answer what the answer is, for the OpenAPI document
    /// @param endpoint the endpoint where a model is called, also over a WebSocket; else null
    record Row(
            String method,
            String path,
            Access access,
            String answer,
            @Nullable Endpoint endpoint,
            Server server) {
        private static final String ANY = "*";

        static Row get(String path, Access access, String answer, Server server) {
            return of("GET", path, access, answer, server);
        }

        static Row of(String method, String path, Access access, String answer, Server server) {
            return new Row(method, path, access, answer, null, server);
        }

        static Row call(Endpoint endpoint, Server server) {
            String path =
                    endpoint.hasModelInPath()
                            ? "/v1beta/models/{+model}:" + endpoint.path()
                            : "/v1/" + endpoint.path();
            return new Row("POST", path, Access.API_KEY, "The model's answer.", endpoint, server);
        }

        private boolean isAt(Paths asked) {
            List<String> own = segments();
            List<String> given = asked.segments();
            for (int i = 0; i < own.size(); i++) {
                String segment = own.get(i);
                if (i >= given.size()) {
                    return false;
                }
                if (segment.startsWith("{+")) {
                    return true;
                }
                if (!segment.startsWith("{") && !segment.equals(given.get(i))) {
                    return false;
                }
            }
            return own.size() == given.size();
        }

        boolean takes(String asked) {
            return method.equals(asked)
                    || method.equals(ANY)
                    || (method.equals("GET") && asked.equals("HEAD"));
        }

        /// Below the version.
        List<String> segments() {
            return Paths.of(path).segments();
        }
    }

    List<Row> rows() {
        return rows;
    }

    /// The rows of the path, whatever their method.
    List<Row> at(Paths asked) {
        Paths.ModelCall call = asked.modelCall();
        return call == null
                ? rows.stream().filter(row -> row.endpoint() == null && row.isAt(asked)).toList()
                : calls.getOrDefault(call.endpoint(), List.of());
    }

    /// The served path with the most words in common with one that is not served.
    String nearest(Paths asked) {
        Set<String> words = Set.copyOf(asked.segments());
        return rows.stream()
                .filter(row -> row.access() != Access.ADMIN_TOKEN)
                .max(Comparator.comparingLong(row -> common(row, words)))
                .filter(row -> common(row, words) > 0)
                .map(row -> row.path().replace("{+", "{"))
                .orElse("/v1/chat/completions");
    }

    private static long common(Row row, Set<String> words) {
        return Stream.of(row.path().split("/")).filter(words::contains).count();
    }
}
