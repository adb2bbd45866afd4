package dev.syngate.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.protocol.Json;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableTest {
    @ParameterizedTest
    @CsvSource({
        "laptop, 6", "笔记本, 6", "Điện thoại, 10", "노트북, 6", "ノート, 6", "a😀b, 4", "e\u0301, 1", "–, 1"
    })
    void aTextIsAsWideAsATerminalShowsIt(String text, int width) {
        assertThat(DisplayWidth.of(text)).isEqualTo(width);
    }

    @Test
    void columnsAreAlignedByWhatIsSeen() {
        StringWriter out = new StringWriter();
        Terminal terminal =
                new Terminal(
                        InputStream.nullInputStream(),
                        new PrintWriter(out, true),
                        new PrintWriter(PrintWriter.nullWriter()),
                        false,
                        false,
                        Map.of());
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("NAME", "name");
        columns.put("RPM", "rpm");
        Table.print(
                terminal,
                Json.MAPPER.readTree(
                        "[{\"name\":\"笔记本\",\"rpm\":60},{\"name\":\"laptop-2\",\"rpm\":5}]"),
                columns);
        assertThat(out.toString().lines())
                .containsExactly("NAME      RPM", "笔记本     60", "laptop-2    5");
    }
}
