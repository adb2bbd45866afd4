package dev.syngate.backup;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// Times in the names of files: in UTC, to the second, without a character that a system forbids.
final class FileTime {
    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH-mm-ss'Z'").withZone(ZoneOffset.UTC);

    private FileTime() {}

    static String of(Instant time) {
        return FORM.format(time);
    }
}
