package dev.syngate.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.protocol.Json;
import dev.syngate.requestlog.RandomRequests;
import dev.syngate.requestlog.RequestFilter;
import dev.syngate.requestlog.RequestRecord;
import dev.syngate.usage.Books;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class RequestExportTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:34:56Z");

    @TempDir private Path folder;
    private Books books;
    private List<RequestRecord> items = List.of();

    @BeforeEach
    void write() {
        books = Books.open(folder.resolve("store"), InstantSource.fixed(NOW));
        RandomRequests random = new RandomRequests(1);
        items =
                IntStream.range(0, 25)
                        .mapToObj(i -> random.next(NOW.minusSeconds(100 - i), books.account()))
                        .toList();
        items.forEach(item -> books.settle(item).join());
    }

    @AfterEach
    void close() {
        books.close();
    }

    private String export(RequestExport.Form form, RequestFilter filter, int atMost)
            throws IOException {
        Path file = folder.resolve("requests." + form.ending());
        new RequestExport(books.requests()).write(file, form, filter, atMost);
        return Files.readString(file);
    }

    @Test
    void everyLineIsOneRequestTheNewestFirst() throws IOException {
        List<String> lines =
                export(RequestExport.Form.JSONL, RequestFilter.ALL, 20).lines().toList();
        assertThat(lines).hasSize(20);
        assertThat(Json.MAPPER.readTree(lines.getFirst()).path("id").asString())
                .isEqualTo(items.getLast().id());
    }

    @Test
    void aHarIsOneDocumentAlsoWhereNothingPasses() throws IOException {
        JsonNode all =
                Json.MAPPER.readTree(export(RequestExport.Form.HAR, RequestFilter.ALL, 1000));
        assertThat(all.path("log").path("entries")).hasSize(25);
        assertThat(all.path("log").path("entries").get(0).path("response").path("status").asInt())
                .isEqualTo(items.getLast().status());
        RequestFilter none = RequestFilter.parse("nowhere", NOW.atZone(ZoneOffset.UTC));
        assertThat(
                        Json.MAPPER
                                .readTree(export(RequestExport.Form.HAR, none, 1000))
                                .path("log")
                                .path("entries"))
                .isEmpty();
    }

    @Test
    void aTableHasAHeadAndNoFormulas() throws IOException {
        String csv = export(RequestExport.Form.CSV, RequestFilter.ALL, 1000);
        assertThat(csv.lines()).hasSize(26);
        assertThat(csv).startsWith("time,id,key,");
        assertThat(Csv.line("=HYPERLINK(1)", "a,\"b\"", -1.5, null))
                .isEqualTo("'=HYPERLINK(1),\"a,\"\"b\"\"\",-1.5,\r\n");
    }
}
