package dev.syngate.provider;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// What the sandbox says to a request, in pieces of about a word.
///
/// @param prompt all texts of the request
record SandboxScript(
        String model,
        String prompt,
        List<String> reasoningPieces,
        List<String> answerPieces,
        String finishReason) {
    private static final Pattern WORD = Pattern.compile("\\s*\\S+\\s*?(?=\\s|$)|\\s+$");
    private static final int SHOWN = 120;

    static SandboxScript of(JsonNode request) {
        String model = request.path("model").asString("");
        StringBuilder prompt = new StringBuilder();
        String last = "";
        for (JsonNode message : request.path("messages")) {
            String text = text(message.path("content"));
            prompt.append(text).append('\n');
            last = "user".equals(message.path("role").asString("")) ? text : last;
        }
        boolean thinks = model.equals(SandboxProvider.REASONER);
        List<String> reasoning = thinks ? words(reasoning(last)) : List.of();
        List<String> answer = words(thinks ? answer(last) : last.isBlank() ? "(empty)" : last);
        long limit = limit(request);
        boolean cut = reasoning.size() + answer.size() > limit;
        List<String> reasoningKept = first(reasoning, limit);
        return new SandboxScript(
                model,
                prompt.toString(),
                reasoningKept,
                first(answer, limit - reasoningKept.size()),
                cut ? "length" : "stop");
    }

    private static long limit(JsonNode request) {
        long limit = request.path("max_completion_tokens").asLong(0);
        limit = limit > 0 ? limit : request.path("max_tokens").asLong(0);
        return limit > 0 ? limit : Long.MAX_VALUE;
    }

    private static List<String> first(List<String> words, long limit) {
        return words.subList(0, Math.clamp(limit, 0, words.size()));
    }

    private static String text(JsonNode content) {
        if (content.isString()) {
            return content.asString();
        }
        StringBuilder text = new StringBuilder();
        for (JsonNode part : content) {
            text.append(part.path("text").asString(""));
        }
        return text.toString();
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(text);
        while (matcher.find()) {
            words.add(matcher.group());
        }
        return words;
    }

    private static String shown(String question) {
        String line = question.strip().replaceAll("\\s+", " ");
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
    }

    private static String reasoning(String question) {
        return """
        The message says: "%s". Nothing here is sent to a network, so there is no model to ask; what I can do is show how an answer travels.

        First the reasoning arrives, piece by piece, apart from the answer. The window shows it in a panel of its own and folds it when the answer begins. A client of the API finds it in reasoning_content.

        Then the answer follows, and at the end the usage. From the usage the price is computed, exactly, and the charge is on disk before the last byte leaves. I should show a table and a piece of code, so that their look can be judged.
        """
                .formatted(shown(question))
                .strip();
    }

    private static String answer(String question) {
        return """
        **This is the sandbox**, a built-in stand-in for a model: it needs no key and no network. You wrote: "%s".

        | Step | What happens |
        |---|---|
        | Hold | the most this answer can cost is set aside |
        | Stream | reasoning first, then the answer |
        | Settle | the exact amount is charged, once |

        The same path serves every provider that you add:

        ```java
        var client = OpenAIOkHttpClient.builder()
                .baseUrl("http://127.0.0.1:7960/v1")
                .apiKey(System.getenv("SYNGATE_API_KEY"))
                .build();
        ```

        Add a provider to talk to a real model.
        """
                .formatted(shown(question))
                .strip();
    }
}
