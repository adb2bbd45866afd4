package dev.syngate.protocol;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What callers can ask of models: a path, the form of its request, and the form of its answers.
public enum Endpoint {
    CHAT("chat/completions", ErrorShape.OPENAI, RequestForm.CHAT, Answer.CHOICES, 8192),
    COMPLETIONS("completions", ErrorShape.OPENAI, RequestForm.COMPLETIONS, Answer.CHOICES, 16),
    EMBEDDINGS("embeddings", ErrorShape.OPENAI, RequestForm.INPUT, Answer.COUNTS, 0),
    MODERATIONS("moderations", ErrorShape.OPENAI, RequestForm.MODERATIONS, Answer.COUNTS, 0),
    RERANK("rerank", ErrorShape.OPENAI, RequestForm.RERANK, Answer.COUNTS, 0),
    IMAGE_GENERATIONS(
            "images/generations", ErrorShape.OPENAI, RequestForm.IMAGES, Answer.COUNTS, 6240),
    IMAGE_EDITS("images/edits", ErrorShape.OPENAI, RequestForm.IMAGE_FILES, Answer.COUNTS, 6240),
    IMAGE_VARIATIONS(
            "images/variations", ErrorShape.OPENAI, RequestForm.IMAGE_FILES, Answer.COUNTS, 6240),
    SPEECH("audio/speech", ErrorShape.OPENAI, RequestForm.SPEECH, Answer.COUNTS, 0),
    TRANSCRIPTIONS(
            "audio/transcriptions",
            ErrorShape.OPENAI,
            RequestForm.AUDIO_FILES,
            Answer.COUNTS,
            2048),
    TRANSLATIONS(
            "audio/translations", ErrorShape.OPENAI, RequestForm.AUDIO_FILES, Answer.COUNTS, 2048),
    RESPONSES("responses", ErrorShape.OPENAI, RequestForm.RESPONSES, Answer.RESPONSE, 8192),
    COMPACT("responses/compact", ErrorShape.OPENAI, RequestForm.RESPONSES, Answer.RESPONSE, 8192),
    MESSAGES("messages", ErrorShape.ANTHROPIC, RequestForm.MESSAGES, Answer.MESSAGE, 8192),
    COUNT_TOKENS(
            "messages/count_tokens",
            ErrorShape.ANTHROPIC,
            RequestForm.COUNT_TOKENS,
            Answer.COUNTS,
            0),
    GENERATE_CONTENT(
            "generateContent", ErrorShape.GEMINI, RequestForm.CONTENTS, Answer.CANDIDATES, 8192),
    STREAM_GENERATE_CONTENT(
            "streamGenerateContent",
            ErrorShape.GEMINI,
            RequestForm.CONTENTS,
            Answer.CANDIDATES,
            8192),
    EMBED_CONTENT("embedContent", ErrorShape.GEMINI, RequestForm.EMBED_CONTENT, Answer.COUNTS, 0),
    BATCH_EMBED_CONTENTS(
            "batchEmbedContents",
            ErrorShape.GEMINI,
            RequestForm.BATCH_EMBED_CONTENTS,
            Answer.COUNTS,
            0),
    GEMINI_COUNT_TOKENS(
            "countTokens", ErrorShape.GEMINI, RequestForm.GEMINI_COUNT, Answer.COUNTS, 0);

    private static final Set<Endpoint> UNCOUNTED = Set.of(COUNT_TOKENS, GEMINI_COUNT_TOKENS);

    private final String path;
    private final ErrorShape errors;

    /// Its sets are all made by `Set.of`.
    @SuppressWarnings("ImmutableEnumChecker")
    private final RequestForm form;

    private final Answer answer;
    private final long usualOutput;

    /// Of what kind the answers are.
    private enum Answer {
        CHOICES,
        RESPONSE,
        MESSAGE,
        CANDIDATES,
        /// Only what they count matters.
        COUNTS
    }

    Endpoint(String path, ErrorShape errors, RequestForm form, Answer answer, long usualOutput) {
        this.path = path;
        this.errors = errors;
        this.form = form;
        this.answer = answer;
        this.usualOutput = usualOutput;
    }

    /// The path below the version; of Gemini's endpoints the verb behind the model.
    public String path() {
        return path;
    }

    public ErrorShape errors() {
        return errors;
    }

    RequestForm form() {
        return form;
    }

    /// The output tokens that are held where a request names no limit.
    public long usualOutput() {
        return usualOutput;
    }

    /// Whether the model stands in the path instead of the body.
    public boolean hasModelInPath() {
        return errors == ErrorShape.GEMINI;
    }

    /// Whether only providers of the Responses API serve it.
    public boolean isOfResponses() {
        return form == RequestForm.RESPONSES;
    }

    /// Whether its request may be a form with files.
    public boolean takesFiles() {
        return form == RequestForm.IMAGE_FILES || form == RequestForm.AUDIO_FILES;
    }

    /// Whether it costs nothing: it only counts.
    public boolean isFree() {
        return UNCOUNTED.contains(this);
    }

    /// Whether its answer is what a model writes, and may be nothing.
    public boolean isWritten() {
        return usualOutput > 0 && form != RequestForm.AUDIO_FILES && !makesImages();
    }

    /// Whether its answer is vectors.
    public boolean makesVectors() {
        return this == EMBEDDINGS || this == EMBED_CONTENT || this == BATCH_EMBED_CONTENTS;
    }

    /// Whether its answer is pictures, and may hold none.
    public boolean makesImages() {
        return form == RequestForm.IMAGES || form == RequestForm.IMAGE_FILES;
    }

    /// Whether its answer is what was heard, as JSON or as plain text.
    public boolean isTranscript() {
        return form == RequestForm.AUDIO_FILES;
    }

    /// Whether the stream ends without a mark of its own: then its last event is the end.
    public boolean endsWithoutMark() {
        return answer == Answer.CANDIDATES || answer == Answer.COUNTS;
    }

    /// Where the provider serves it, below its base URL, with the query.
    public String upstreamPath(String upstreamModel) {
        if (!hasModelInPath()) {
            return "/" + path;
        }
        String query = this == STREAM_GENERATE_CONTENT ? "?alt=sse" : "";
        return "/models/" + inPath(upstreamModel) + ":" + path + query;
    }

    /// What a path may hold stays as it is, a name's own parts among it.
    private static String inPath(String model) {
        return PathPart.encoded(model).replace("%2F", "/").replace("%3A", ":").replace("%40", "@");
    }

    /// A reader for the answers of one call.
    public AnswerReader newReader() {
        return switch (answer) {
            case CHOICES -> new OpenAiAnswers();
            case RESPONSE -> new ResponsesAnswers();
            case MESSAGE -> new MessagesAnswers();
            case CANDIDATES -> new GeminiAnswers();
            case COUNTS -> new CountedAnswers(this);
        };
    }

    /// How its answers are told whole and streamed; null: in one way only.
    public @Nullable AnswerShape shape() {
        return switch (answer) {
            case CHOICES -> new ChatShape();
            case RESPONSE -> new ResponseShape();
            case MESSAGE -> new MessageShape();
            case CANDIDATES -> new GeminiShape();
            case COUNTS ->
                    makesImages()
                            ? new ImageShape(
                                    form == RequestForm.IMAGES
                                            ? "image_generation.completed"
                                            : "image_edit.completed")
                            : null;
        };
    }

    /// The event that ends a stream whose answer is complete; empty: it has none of its own.
    public String endMark() {
        return switch (answer) {
            case CHOICES -> "data: [DONE]\n\n";
            case MESSAGE -> "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n";
            case RESPONSE, CANDIDATES, COUNTS -> "";
        };
    }

    /// The endpoint of the path; null: none.
    public static @Nullable Endpoint ofPath(String path) {
        for (Endpoint endpoint : values()) {
            if (endpoint.path.equals(path) && !endpoint.hasModelInPath()) {
                return endpoint;
            }
        }
        return null;
    }

    /// The endpoint of the verb behind a model in a path of Gemini's; null: none.
    public static @Nullable Endpoint ofVerb(String verb) {
        for (Endpoint endpoint : values()) {
            if (endpoint.path.equals(verb) && endpoint.hasModelInPath()) {
                return endpoint;
            }
        }
        return null;
    }
}
