package dev.syngate.protocol;

import dev.syngate.billing.Media;
import dev.syngate.billing.Usage;
import dev.syngate.call.Capability;
import dev.syngate.call.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the gateway needs to know of a request.
///
/// @param includeUsage whether the client asked for the usage event of a stream
/// @param maxOutput the most output tokens per choice that it allows, the larger of both fields;
///   null: no limit named
/// @param choices how many answers it asks for
/// @param promptChars characters of the prompt, without embedded files
/// @param promptTokens our estimate of the prompt, images and tools
/// @param demands what it asks of its route
/// @param media the most that it may use beside tokens of text
/// @param modelAt where the model's name stands in the body, or could be put; empty: not in the
///   body
/// @param usageSwitch what makes the provider report usage in the stream; null: the body does
///   already
public record ApiRequest(
        Endpoint endpoint,
        String model,
        boolean stream,
        boolean includeUsage,
        @Nullable Long maxOutput,
        int choices,
        long promptChars,
        long promptTokens,
        Demands demands,
        Media media,
        List<ModelPlace> modelAt,
        @Nullable Splice usageSwitch) {
    private static final int ADDED_TOKENS = 16;
    private static final int BYTES_PER_CHAR = 3;
    private static final String FORM = "multipart/form-data";

    public ApiRequest {
        modelAt = List.copyOf(modelAt);
    }

    /// Where the model's name stands in a body.
    ///
    /// @param before what comes before the name; `after` behind it
    /// @param kind what begins every name there, such as `models/`
    public record ModelPlace(
            int from, int to, boolean json, String before, String after, String kind) {
        Splice naming(String model) {
            String name = json ? Json.MAPPER.writeValueAsString(kind + model) : kind + model;
            return new Splice(from, to, before + name + after);
        }
    }

    /// Reads a request.
    ///
    /// @param contentType of the body; empty: JSON
    /// @param pathModel the model that the path names; null: the body names it
    /// @throws RefusedException when the body is no such request
    public static ApiRequest read(
            Endpoint endpoint, byte[] body, String contentType, @Nullable String pathModel) {
        return isForm(contentType) && endpoint.takesFiles()
                ? MultipartReader.read(endpoint, body, contentType)
                : RequestReader.read(endpoint, body, pathModel);
    }

    /// Whether the content type is that of a form with fields and files.
    public static boolean isForm(String contentType) {
        return contentType.regionMatches(true, 0, FORM, 0, FORM.length());
    }

    /// A question of nothing, to ask where it would go.
    public static ApiRequest asking(Endpoint endpoint, String model, Set<Capability> needs) {
        return new ApiRequest(
                endpoint,
                model,
                false,
                false,
                null,
                1,
                0,
                0,
                new Demands(needs, null, false),
                Media.NONE,
                List.of(),
                null);
    }

    /// The body for the provider: its own name of the model and, for streams, usage asked for.
    /// Every other byte stays.
    ///
    /// @param body what this was read from
    /// @return the same array when nothing changes
    public byte[] forUpstream(byte[] body, String upstreamModel) {
        return spliced(body, naming(upstreamModel), usageSwitch);
    }

    /// The same without asking for usage, for providers that do not know how.
    public byte[] bareForUpstream(byte[] body, String upstreamModel) {
        return spliced(body, naming(upstreamModel), null);
    }

    private static byte[] spliced(byte[] body, List<Splice> named, @Nullable Splice usageSwitch) {
        List<Splice> splices = new ArrayList<>(named);
        if (usageSwitch != null) {
            splices.add(usageSwitch);
        }
        return splices.isEmpty() ? body : Splice.apply(body, splices);
    }

    /// What gives the body the provider's own name of the model.
    public List<Splice> naming(String upstreamModel) {
        boolean same = model.equals(upstreamModel);
        List<Splice> splices = new ArrayList<>(modelAt.size());
        for (ModelPlace place : modelAt) {
            if (!same || !place.before().isEmpty()) {
                splices.add(place.naming(upstreamModel));
            }
        }
        return splices;
    }

    /// The same request, the text of its prompt counted instead of guessed.
    ///
    /// @param body what this was read from
    public ApiRequest counted(byte[] body, String contentType) {
        if (isForm(contentType) && endpoint.takesFiles()) {
            return this;
        }
        StringBuilder text = new StringBuilder();
        RequestReader.read(endpoint, body, model, text);
        long besideText = Math.max(0, promptTokens - TokenEstimator.of(text));
        return new ApiRequest(
                endpoint,
                model,
                stream,
                includeUsage,
                maxOutput,
                choices,
                promptChars,
                besideText + TokenCounter.count(text),
                demands,
                media,
                modelAt,
                usageSwitch);
    }

    /// The tokens of the prompt with a tenth and a few on top: other vendors' tokens are shorter,
    /// and providers add some of their own.
    public long carefulPromptTokens() {
        return promptTokens + promptTokens / 10 + ADDED_TOKENS;
    }

    /// No fewer tokens than the prompt can have, found without counting: no token is shorter than a
    /// byte.
    ///
    /// @param body what this was read from
    public long mostPromptTokens(byte[] body) {
        return Math.min(body.length, BYTES_PER_CHAR * promptChars) + carefulPromptTokens();
    }

    /// The most that the call may use, as far as it can be told before.
    ///
    /// @param prompt the tokens of the prompt
    public Usage most(long prompt) {
        long each = maxOutput == null ? endpoint.usualOutput() : maxOutput;
        return Usage.estimate(prompt, Math.multiplyExact(each, choices), 0).withMedia(media);
    }
}
