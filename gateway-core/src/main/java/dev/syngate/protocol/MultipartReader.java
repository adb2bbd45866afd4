package dev.syngate.protocol;

import dev.syngate.billing.Media;
import dev.syngate.call.RefusedException;
import dev.syngate.protocol.ApiRequest.ModelPlace;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the fields of a `multipart/form-data` request (RFC 7578) while its bytes pass, in whatever
/// pieces they come. Its files are counted, not kept. Used by one thread at a time.
public final class MultipartReader {
    private static final Pattern BOUNDARY =
            Pattern.compile(
                    "[;\\s]boundary=(?:\"([^\"]{1,70})\"|([^\\s;,\"]{1,70}))",
                    Pattern.CASE_INSENSITIVE);
    private static final int LARGEST_FIELD = 1 << 20;
    private static final int MOST_IMAGES = 128;
    private static final String MODEL = "model";

    /// The fields that the gateway has to understand.
    private static final Set<String> READ =
            Set.of(MODEL, "prompt", "n", "size", "quality", "stream");

    /// Sound is rarely packed more tightly: 32 kbit/s, four bytes a millisecond.
    private static final int FEWEST_BYTES_PER_MILLI = 4;

    private static final int IMAGE_TOKENS = 1_000;

    private final Endpoint endpoint;
    private final String boundary;
    private final MultipartScanner scanner;
    private final Set<String> names = new HashSet<>();
    private final Map<String, String> fields = new HashMap<>();
    private @Nullable ModelPlace modelAt;
    private long fileBytes;
    private int files;

    /// @throws RefusedException when the content type names no boundary
    public MultipartReader(Endpoint endpoint, String contentType) {
        this.endpoint = endpoint;
        Matcher named = BOUNDARY.matcher(contentType);
        if (!named.find()) {
            throw MultipartScanner.refused("the multipart body's Content-Type names no boundary");
        }
        this.boundary = named.group(1) == null ? named.group(2) : named.group(1);
        this.scanner = new MultipartScanner(boundary, new Fields());
    }

    /// Reads a form that is there as a whole.
    static ApiRequest read(Endpoint endpoint, byte[] body, String contentType) {
        MultipartReader reader = new MultipartReader(endpoint, contentType);
        reader.feed(body, 0, body.length);
        reader.finish();
        return reader.request(0);
    }

    /// Takes the next bytes of the form.
    ///
    /// @throws RefusedException when they belong to no such form
    public void feed(byte[] bytes, int from, int to) {
        scanner.feed(bytes, from, to);
    }

    /// Says that nothing more comes.
    ///
    /// @throws RefusedException when something is missing
    public void finish() {
        scanner.finish();
        String required = endpoint.form().required();
        if (required != null && !names.contains(required)) {
            throw RefusedException.field(required, "`" + required + "` is missing");
        }
    }

    /// Whether enough is known to choose a provider: the model, and all that stands before the
    /// first file.
    public boolean isRoutable() {
        return fields.containsKey(MODEL) && files > 0;
    }

    /// Grows with every field that was read and every file that began.
    public int known() {
        return fields.size() + files;
    }

    /// The request as far as it is known by now.
    ///
    /// @param rest the most bytes that still come
    public ApiRequest request(long rest) {
        RequestForm form = endpoint.form();
        String prompt = fields.getOrDefault("prompt", "");
        int choices = choices();
        return new ApiRequest(
                endpoint,
                model(),
                "true".equals(fields.get("stream")),
                true,
                null,
                form == RequestForm.IMAGE_FILES ? choices : 1,
                prompt.length(),
                TokenEstimator.of(prompt) + (isSound() ? 0L : (long) files * IMAGE_TOKENS),
                Demands.NONE,
                media(choices, rest),
                List.of(modelAt == null ? modelToAdd() : modelAt),
                null);
    }

    private String model() {
        String model = fields.getOrDefault(MODEL, "");
        String standard = fields.containsKey(MODEL) ? null : endpoint.form().standardModel();
        if (model.isBlank() && standard == null) {
            throw RefusedException.field(MODEL, "`model` is missing");
        }
        return standard == null ? model : standard;
    }

    private ModelPlace modelToAdd() {
        int at = Math.toIntExact(scanner.firstDelimiter());
        return new ModelPlace(
                at,
                at,
                false,
                "--" + boundary + "\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\n",
                "\r\n",
                "");
    }

    private boolean isSound() {
        return endpoint.form() == RequestForm.AUDIO_FILES;
    }

    private Media media(int choices, long rest) {
        return isSound()
                ? Media.ofMillis((fileBytes + rest) / FEWEST_BYTES_PER_MILLI)
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

    /// Takes the parts: a field that is read is kept to its end.
    private final class Fields implements MultipartScanner.Parts {
        private final ByteArrayOutputStream value = new ByteArrayOutputStream();
        private PartHead part = new PartHead("", false);
        private long length;
        private long from;

        @Override
        public void begin(PartHead head, long at) {
            if (!names.add(head.name()) && isRead(head)) {
                throw RefusedException.field(head.name(), "`" + head.name() + "` is given twice");
            }
            if (isRead(head) && head.file()) {
                throw RefusedException.field(
                        head.name(), "`" + head.name() + "` must not be a file");
            }
            files += head.file() ? 1 : 0;
            part = head;
            from = at;
            length = 0;
            value.reset();
        }

        @Override
        public void content(byte[] bytes, int start, int end) {
            length += end - start;
            if (part.file()) {
                fileBytes += end - start;
            } else if (length > LARGEST_FIELD) {
                throw RefusedException.field(
                        part.name(), "`" + part.name() + "` is larger than 1 MiB");
            } else if (isRead(part)) {
                value.write(bytes, start, end - start);
            }
        }

        @Override
        public void end(long at) {
            if (!isRead(part)) {
                return;
            }
            fields.put(part.name(), value.toString(StandardCharsets.UTF_8));
            if (part.name().equals(MODEL)) {
                modelAt =
                        new ModelPlace(
                                Math.toIntExact(from), Math.toIntExact(at), false, "", "", "");
            }
        }

        private static boolean isRead(PartHead head) {
            return READ.contains(head.name());
        }
    }
}
