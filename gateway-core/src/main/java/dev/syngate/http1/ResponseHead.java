package dev.syngate.http1;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Status and headers of a response (RFC 9112, sections 4 and 5).
///
/// @param fields names in lower case and values, in turns
record ResponseHead(int status, boolean persistent, List<String> fields) {
    private static final int LONGEST_LINE = 32 * 1024;
    private static final int MOST_FIELDS = 200;

    /// Reads the final head; interim ones (1xx) are skipped.
    static ResponseHead read(Connection connection) throws IOException {
        ResponseHead head = readOne(connection);
        while (head.status < 200) {
            if (head.status == 101) {
                throw new IOException("the server switched to another protocol");
            }
            head = readOne(connection);
        }
        return head;
    }

    private static ResponseHead readOne(Connection connection) throws IOException {
        String line = connection.readLine(LONGEST_LINE);
        boolean http11 = line.startsWith("HTTP/1.1 ");
        if ((!http11 && !line.startsWith("HTTP/1.0 ")) || line.length() < 12) {
            throw new IOException("the server does not speak HTTP/1.1");
        }
        int status = status(line);
        List<String> fields = new ArrayList<>(16);
        for (line = connection.readLine(LONGEST_LINE);
                !line.isEmpty();
                line = connection.readLine(LONGEST_LINE)) {
            if (fields.size() > 2 * MOST_FIELDS) {
                throw new IOException("the server sent too many headers");
            }
            add(line, fields);
        }
        return new ResponseHead(status, http11, fields);
    }

    private static int status(String line) throws IOException {
        int status = 0;
        for (int i = 9; i < 12; i++) {
            int digit = line.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw new IOException("the server sent no status");
            }
            status = status * 10 + digit;
        }
        return status;
    }

    private static void add(String line, List<String> fields) throws IOException {
        int colon = line.indexOf(':');
        if (colon <= 0 || line.charAt(0) == ' ' || line.charAt(0) == '\t') {
            throw new IOException("the server sent a header line without a name");
        }
        fields.add(line.substring(0, colon).toLowerCase(Locale.ROOT));
        fields.add(line.substring(colon + 1).strip());
    }

    @Nullable String header(String name) {
        for (int i = 0; i < fields.size(); i += 2) {
            if (fields.get(i).equals(name)) {
                return fields.get(i + 1);
            }
        }
        return null;
    }

    /// The values of all headers of the name.
    List<String> all(String name) {
        List<String> found = new ArrayList<>(1);
        for (int i = 0; i < fields.size(); i += 2) {
            if (fields.get(i).equals(name)) {
                found.add(fields.get(i + 1));
            }
        }
        return found;
    }

    /// Whether the connection may serve another request (RFC 9112, section 9.3).
    boolean keepsAlive() {
        String connection = header("connection");
        String said = connection == null ? "" : connection.toLowerCase(Locale.ROOT);
        boolean ambiguous = header("transfer-encoding") != null && header("content-length") != null;
        return !ambiguous && (persistent ? !said.contains("close") : said.contains("keep-alive"));
    }
}
