package dev.syngate.export;

import dev.syngate.billing.Usage;
import dev.syngate.protocol.Json;
import dev.syngate.requestlog.CallingTool;
import dev.syngate.requestlog.RequestFilter;
import dev.syngate.requestlog.RequestLog;
import dev.syngate.requestlog.RequestRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Writes the requests that pass a filter to a file, the newest first.
public final class RequestExport {
    private static final int LOOK = 10_000;

    private final RequestLog log;

    public RequestExport(RequestLog log) {
        this.log = log;
    }

    /// The form of the file.
    public enum Form {
        /// One JSON object a line, as the management API shows it.
        JSONL("jsonl"),
        /// What browsers and network tools read; without bodies, as these are not kept.
        HAR("har"),
        CSV("csv");

        private final String ending;

        Form(String ending) {
            this.ending = ending;
        }

        /// The usual ending of the file's name.
        public String ending() {
            return ending;
        }
    }

    /// Writes a new file, or over an old one.
    ///
    /// @param atMost how many requests to write
    /// @return how many were written
    public int write(Path file, Form form, RequestFilter filter, int atMost) {
        try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            writer.write(begin(form));
            int written = 0;
            String next = null;
            do {
                RequestLog.Found found = log.search(filter, next, atMost - written, LOOK);
                for (RequestRecord item : found.requests()) {
                    writer.write(one(form, item, written == 0));
                    written++;
                }
                next = found.next();
            } while (next != null && written < atMost);
            writer.write(form == Form.HAR ? "\n]}}\n" : "");
            return written;
        } catch (IOException e) {
            throw new UncheckedIOException("the file can't be written: " + file, e);
        }
    }

    private static String begin(Form form) {
        return switch (form) {
            case JSONL -> "";
            case HAR ->
                    """
                    {"log":{"version":"1.2","creator":{"name":"Syngate","version":"1"},"entries":[\
                    """;
            case CSV ->
                    Csv.line(
                            "time",
                            "id",
                            "key",
                            "account",
                            "group",
                            "tool",
                            "endpoint",
                            "model",
                            "provider",
                            "upstream_model",
                            "status",
                            "error",
                            "input_tokens",
                            "cached_tokens",
                            "output_tokens",
                            "reasoning_tokens",
                            "cost",
                            "first_token_ms",
                            "duration_ms");
        };
    }

    private static String one(Form form, RequestRecord item, boolean first) {
        return switch (form) {
            case JSONL -> RequestJson.of(item) + "\n";
            case HAR -> (first ? "\n" : ",\n") + entry(item);
            case CSV -> line(item);
        };
    }

    private static String line(RequestRecord item) {
        Usage usage = item.receipt() == null ? Usage.NONE : item.receipt().usage();
        return Csv.line(
                item.time(),
                item.id(),
                item.keyName(),
                item.account(),
                item.group(),
                CallingTool.of(item.userAgent()),
                item.endpoint(),
                item.model(),
                text(item.provider()),
                text(item.upstreamModel()),
                item.status(),
                text(item.error()),
                usage.input(),
                usage.cachedInput(),
                usage.output(),
                usage.reasoning(),
                item.costUnknown() ? "" : item.charged().dollars(),
                item.firstTokenMillis() == null ? "" : item.firstTokenMillis(),
                item.durationMillis());
    }

    private static String text(@Nullable String value) {
        return Objects.requireNonNullElse(value, "");
    }

    private static ObjectNode entry(RequestRecord item) {
        long wait = Objects.requireNonNullElse(item.firstTokenMillis(), item.durationMillis());
        ObjectNode entry =
                Json.MAPPER
                        .createObjectNode()
                        .put("startedDateTime", item.time().toString())
                        .put("time", item.durationMillis());
        message(entry.putObject("request"))
                .put("method", "POST")
                .put("url", "http://localhost/v1/" + item.endpoint())
                .putArray("queryString");
        ObjectNode response =
                message(entry.putObject("response"))
                        .put("status", item.status())
                        .put("statusText", text(item.error()))
                        .put("redirectURL", "");
        response.putObject("content")
                .put("size", -1)
                .put("mimeType", item.stream() ? "text/event-stream" : "application/json");
        entry.putObject("cache");
        entry.putObject("timings")
                .put("send", 0)
                .put("wait", wait)
                .put("receive", Math.max(0, item.durationMillis() - wait));
        entry.set("_syngate", RequestJson.of(item));
        return entry;
    }

    private static ObjectNode message(ObjectNode message) {
        message.put("httpVersion", "HTTP/1.1").put("headersSize", -1).put("bodySize", -1);
        message.putArray("cookies");
        message.putArray("headers");
        return message;
    }
}
