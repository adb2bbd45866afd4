package dev.syngate.http;

import dev.syngate.call.ErrorCode;
import dev.syngate.call.Refusal;
import dev.syngate.http.PathTable.Access;
import dev.syngate.http.PathTable.Row;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Leads each request to what serves it, if its caller may call that.
public final class Endpoints {
    private static final int LONGEST_SHOWN = 200;

    private final PathTable table;
    private final ManagementPaths management;

    public Endpoints(
            ModelPaths models, KeyPaths keys, StatusPaths status, ManagementPaths management) {
        this.management = management;
        List<Row> rows =
                Stream.of(models, keys, status, management)
                        .flatMap(part -> part.rows().stream())
                        .toList();
        Row openApi =
                Row.get(
                        "/openapi.json",
                        Access.ANYONE,
                        "This document.",
                        (request, reply) -> sendOpenApi(reply));
        this.table = new PathTable(Stream.concat(rows.stream(), Stream.of(openApi)).toList());
    }

    /// It is asked for seldom: made anew each time, and not at each start.
    private void sendOpenApi(UndertowReply reply) {
        reply.whole(200, UndertowReply.JSON, OpenApi.of(table));
    }

    void serve(HttpRequest request, UndertowReply reply) {
        Paths path = request.path();
        if (path.hint() != null) {
            reply.header("X-Syngate-Hint", path.hint());
        }
        List<Row> rows = table.at(path);
        Row row = taking(request.method(), rows);
        if (rows.isEmpty()) {
            reply.refuse(unknown(request));
        } else if (row == null) {
            refuseMethod(rows, request, reply);
        } else {
            Refusal no = refusal(row, request);
            if (no == null) {
                row.server().serve(request, reply);
            } else {
                reply.refuse(no);
            }
        }
    }

    private static @Nullable Row taking(String method, List<Row> rows) {
        for (Row row : rows) {
            if (row.takes(method)) {
                return row;
            }
        }
        return null;
    }

    private @Nullable Refusal refusal(Row row, HttpRequest request) {
        return switch (row.access()) {
            case ANYONE, API_KEY -> null;
            case THIS_MACHINE ->
                    request.remote().isLoopbackAddress()
                            ? null
                            : Refusal.of(
                                    ErrorCode.IP_NOT_ALLOWED,
                                    "This path is for programs on Syngate's own machine.");
            case ADMIN_TOKEN ->
                    management.mayManage(request)
                            ? null
                            : Refusal.of(
                                    ErrorCode.INVALID_API_KEY,
                                    "The management API needs the admin token of this data directory, from this machine.");
        };
    }

    private static void refuseMethod(List<Row> rows, HttpRequest request, UndertowReply reply) {
        String allowed = rows.stream().map(Row::method).collect(Collectors.joining(", "));
        reply.header("Allow", allowed);
        reply.refuse(
                Refusal.of(
                        ErrorCode.METHOD_NOT_ALLOWED,
                        request.path().segments().isEmpty()
                                ? "This is the base URL itself, where only GET is served. Call an endpoint below it, such as /v1/chat/completions."
                                : "%s is not served at this path; use %s."
                                        .formatted(request.method(), allowed)));
    }

    private Refusal unknown(HttpRequest request) {
        String path = request.writtenPath();
        return Refusal.of(
                ErrorCode.NOT_FOUND,
                "%s %s is not served here. The nearest is %s."
                        .formatted(
                                request.method(),
                                path.length() > LONGEST_SHOWN
                                        ? path.substring(0, LONGEST_SHOWN) + "…"
                                        : path,
                                table.nearest(request.path())));
    }
}
