package dev.syngate.protocol;

import dev.syngate.billing.Media;
import dev.syngate.call.ErrorCode;
import dev.syngate.call.Refusal;
import dev.syngate.call.RefusedException;
import dev.syngate.protocol.ApiRequest.ModelPlace;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the fields of a `multipart/form-data` request (RFC 7578) without touching its files.
final class MultipartReader {
    private static final Pattern BOUNDARY =
            Pattern.compile("(?i)[;\\s]boundary=(?:\"([^\"]{1,70})\"|([^\\s;,\"]{1,70}))");
    private static final Pattern NAME =
            Pattern.compile("(?i)[;\\s]name=(?:\"([^\"]{0,200})\"|([^\\s;\"]{1,200}))");
    private static final Pattern FILE = Pattern.compile("(?i)[;\\s]filename\\*?=");
    private static final Pattern BYTES =
            Pattern.compile(
                    "(?i)\ncontent-type:[ \t]*(?:image|audio|video|application/octet-stream)");
    private static final byte[] LINE_END = {'\r', '\n'};
    private static final byte[] BLANK_LINE = {'\r', '\n', '\r', '\n'};
    private static final int LARGEST_FIELD = 1 << 20;
    private static final int MOST_PARTS = 200;
    private static final int MOST_IMAGES = 128;

    /// Sound is rarely packed more tightly: 32 kbit/s, four bytes a millisecond.
    private static final int FEWEST_BYTES_PER_MILLI = 4;

    private static final int IMAGE_TOKENS = 1_000;

    private final Endpoint endpoint;
    private final byte[] body;
    private final byte[] delimiter;
    private final Map<String, String> fields = new HashMap<>();
    private @Nullable ModelPlace modelAt;
    private long fileBytes;
    private int files;

    MultipartReader(Endpoint endpoint, byte[] body, String contentType) {
        this.endpoint = endpoint;
        this.body = body;
        Matcher boundary = BOUNDARY.matcher(contentType);
        if (!boundary.find()) {
            throw refused("the multipart body's Content-Type names no boundary");
        }
        String found = boundary.group(1) == null ? boundary.group(2) : boundary.group(1);
        this.delimiter = ("--" + found).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static RefusedException refused(String message) {
        return new RefusedException(Refusal.of(ErrorCode.INVALID_REQUEST, message));
    }

    ApiRequest read() {
        int first = delimiter(0);
        if (first < 0) {
            throw refused("the multipart body does not hold its boundary");
        }
        int at = first;
        for (int parts = 1; !isEnd(at + delimiter.length); parts++) {
            if (parts > MOST_PARTS) {
                throw refused("the multipart body has more than " + MOST_PARTS + " parts");
            }
            at = part(at + delimiter.length);
        }
        return request(first);
    }

    private boolean isEnd(int position) {
        return position + 1 < body.length && body[position] == '-' && body[position + 1] == '-';
    }

    /// Reads the part behind a delimiter; answers where the next delimiter begins.
    private int part(int afterDelimiter) {
        int blank = indexOf(BLANK_LINE, afterDelimiter);
        int next = delimiter(blank < 0 ? afterDelimiter : blank + 2);
        if (blank < 0 || next < blank + BLANK_LINE.length + LINE_END.length) {
            throw refused("the multipart body is cut off or has a part without headers");
        }
        String head =
                new String(body, afterDelimiter, blank - afterDelimiter, StandardCharsets.UTF_8);
        int from = blank + BLANK_LINE.length;
        int to = next - LINE_END.length;
        String name = name(head);
        if (isFile(head)) {
            files++;
            fileBytes += to - from;
            fields.put(name, "");
        } else if (to - from <= LARGEST_FIELD) {
            field(name, from, to);
        }
        return next;
    }

    /// Some clients name no file but say of what kind its bytes are.
    private static boolean isFile(String head) {
        return FILE.matcher(head).find() || BYTES.matcher(head).find();
    }

    private static String name(String head) {
        Matcher name = NAME.matcher(head);
        if (!name.find()) {
            return "";
        }
        return name.group(1) == null ? name.group(2) : name.group(1);
    }

    /// The next delimiter: at the start of a line, alone but for spaces or the mark of the end.
    private int delimiter(int from) {
        for (int at = indexOf(delimiter, from); at >= 0; at = indexOf(delimiter, at + 1)) {
            boolean startsLine =
                    at == 0 || (at >= 2 && body[at - 2] == '\r' && body[at - 1] == '\n');
            if (startsLine && endsLine(at + delimiter.length)) {
                return at;
            }
        }
        return -1;
    }

    private boolean endsLine(int position) {
        int at = position;
        while (at < body.length && (body[at] == ' ' || body[at] == '\t')) {
            at++;
        }
        return isEnd(position)
                || (at + 1 < body.length && body[at] == '\r' && body[at + 1] == '\n');
    }

    private void field(String name, int from, int to) {
        String value = new String(body, from, to - from, StandardCharsets.UTF_8);
        if (fields.put(name, value) != null && name.equals("model")) {
            throw RefusedException.field("model", "`model` is given twice");
        }
        if (name.equals("model")) {
            modelAt = new ModelPlace(from, to, false, "", "");
        }
    }

    private ApiRequest request(int firstDelimiter) {
        RequestForm form = endpoint.form();
        String model = fields.get("model");
        if ((model == null || model.isBlank()) && form.standardModel() != null) {
            model = form.standardModel();
            String boundary = new String(delimiter, StandardCharsets.ISO_8859_1);
            modelAt =
                    new ModelPlace(
                            firstDelimiter,
                            firstDelimiter,
                            false,
                            boundary + "\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\n",
                            "\r\n");
        }
        if (model == null || model.isBlank()) {
            throw RefusedException.field("model", "`model` is missing");
        }
        if (form.required() != null && !fields.containsKey(form.required())) {
            throw RefusedException.field(form.required(), "`" + form.required() + "` is missing");
        }
        String prompt = fields.getOrDefault("prompt", "");
        int choices = choices();
        return new ApiRequest(
                endpoint,
                model,
                "true".equals(fields.get("stream")),
                true,
                null,
                form == RequestForm.IMAGE_FILES ? choices : 1,
                prompt.length(),
                TokenEstimator.of(prompt) + (isSound() ? 0L : (long) files * IMAGE_TOKENS),
                false,
                media(choices),
                modelAt,
                null);
    }

    private boolean isSound() {
        return endpoint.form() == RequestForm.AUDIO_FILES;
    }

    private Media media(int choices) {
        return isSound()
                ? Media.ofMillis(fileBytes / FEWEST_BYTES_PER_MILLI)
                : Media.ofImages(choices, fields.get("size"), fields.get("quality"));
    }

    private int choices() {
        String text = fields.getOrDefault("n", "1");
        if (!text.matches("\\d{1,3}")
                || Integer.parseInt(text) < 1
                || Integer.parseInt(text) > MOST_IMAGES) {
            throw RefusedException.field("n", "`n` must be a whole number from 1 to 128");
        }
        return Integer.parseInt(text);
    }

    private int indexOf(byte[] wanted, int from) {
        outer:
        for (int i = from; i <= body.length - wanted.length; i++) {
            for (int k = 0; k < wanted.length; k++) {
                if (body[i + k] != wanted[k]) {
                    continue outer;
                }
            }
            return i;
        }
        return -1;
    }
}
