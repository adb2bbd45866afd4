package dev.syngate.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.protocol.Json;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableTest {
    @ParameterizedTest
    @CsvSource({
        "laptop, 6",
        "笔记本, 6",
        "Điện thoại, 10",
        "노트북, 6",
        "ノート, 6",
        "a😀b, 4",
        "e\u0301, 1",
        "–, 1"
    })
    void aTextIsAsWideAsATerminalShowsIt(String text, int width) {
        assertThat(DisplayWidth.of(text)).isEqualTo(width);
    }

    @Test
    void columnsAreAlignedByWhatIsSeen() {
        StringWriter out = new StringWriter();
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("NAME", "name");
        columns.put("RPM", "rpm");
        table(out)
                .list(
                        Json.MAPPER.readTree(
                                "[{\"name\":\"笔记本\",\"rpm\":60},{\"name\":\"laptop-2\",\"rpm\":5}]"),
                        columns);
        assertThat(out.toString().lines())
                .containsExactly("NAME      RPM", "笔记本     60", "laptop-2    5");
    }

    @Test
    void oneThingIsShownAsPeopleReadIt() {
        StringWriter out = new StringWriter();
        table(out)
                .thing(
                        Json.MAPPER.readTree(
                                """
                                {"base_url":"http://h/v1","created":"2026-11-30T11:43:54.840608211Z",
                                 "enabled":true,"cost":"-0.5","first_token_ms":12,"uptime_seconds":3,
                                 "models":["a","b c"],"capabilities":{"tools":true,"vision":false},"none":{},
                                 "keys":[{"label":"main","weight":1,"health_until":null,"enabled":true},
                                         {"label":"spare","weight":2,"cost":"1","ms":7}],
                                 "receipt":{"price":"list:m","lines":[{"unit":"input","count":2,"price":"0.1"},
                                         {"unit":"output","count":3,"price":"4"}],"charged":"1.5"}}
                                """));
        assertThat(out.toString().lines())
                .containsExactly(
                        "base url      http://h/v1",
                        "created       2026-11-30 18:43:54",
                        "enabled       yes",
                        "cost          -$0.5",
                        "first token   12 ms",
                        "uptime        3 s",
                        "models        a, b c",
                        "capabilities  tools, no vision",
                        "none          –",
                        "keys          label main, weight 1, enabled",
                        "              label spare, weight 2, cost $1, time 7 ms",
                        "receipt       price list:m",
                        "              lines unit input, count 2, price $0.1",
                        "              lines unit output, count 3, price $4",
                        "              charged $1.5");
    }

    private static Table table(StringWriter out) {
        Terminal terminal =
                new Terminal(
                        InputStream.nullInputStream(),
                        new PrintWriter(out, true),
                        new PrintWriter(PrintWriter.nullWriter()),
                        false,
                        false,
                        Map.of());
        return new Table(terminal, ZoneId.of("Asia/Ho_Chi_Minh"));
    }
}
