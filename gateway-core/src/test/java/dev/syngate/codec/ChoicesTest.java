package dev.syngate.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syngate.protocol.Endpoint;
import dev.syngate.protocol.Json;
import dev.syngate.protocol.SseEvent;
import dev.syngate.protocol.SseParser;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Several answers to one question, and how likely their tokens are, between the protocols that
/// know of them.
class ChoicesTest {
    private static final String ASKED_IN_CHAT =
            "{'model':'m','messages':[{'role':'user','content':'hi'}],'n':2,'stream_options':{'include_usage':true},'logprobs':true,'top_logprobs':2}";
    private static final String ASKED_IN_GEMINI =
            "{'contents':[{'role':'user','parts':[{'text':'hi'}]}],'generationConfig':{'candidateCount':2,'responseLogprobs':true,'logprobs':2}}";
    private static final String ASKED_IN_RESPONSES =
            "{'model':'m','input':'hi','include':['message.output_text.logprobs'],'top_logprobs':2}";
    private static final String COUNTS =
            "'usageMetadata':{'promptTokenCount':3,'candidatesTokenCount':4,'totalTokenCount':7}";

    private static TranslatedAnswer answer(
            Endpoint caller, String request, Endpoint provider, boolean stream) {
        return translation(caller, request).to(provider, "um", stream, "maker").answer();
    }

    private static Translation translation(Endpoint caller, String request) {
        return Translation.of(
                caller, "id1", "m", 1, 20, bytes(request), "key", Memory.empty(), null);
    }

    private static byte[] bytes(String text) {
        return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    private static JsonNode whole(
            Endpoint caller, String request, Endpoint provider, String answer) {
        return Json.MAPPER.readTree(answer(caller, request, provider, false).whole(bytes(answer)));
    }

    /// The data of the events that the caller gets; the mark of the end is no JSON.
    private static List<JsonNode> streamed(
            Endpoint caller, String request, Endpoint provider, String... events)
            throws IOException {
        TranslatedAnswer answer = answer(caller, request, provider, true);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SseParser parser = new SseParser();
        byte[] all = bytes("data: " + String.join("\n\ndata: ", events) + "\n\n");
        parser.feed(all, 0, all.length);
        for (SseEvent event = parser.next(); event != null; event = parser.next()) {
            answer.take(event);
            answer.writeTo(out);
        }
        answer.end();
        answer.writeTo(out);
        List<JsonNode> told = new ArrayList<>();
        for (String line : out.toString(StandardCharsets.UTF_8).split("\n")) {
            if (line.startsWith("data: {")) {
                told.add(Json.MAPPER.readTree(line.substring("data: ".length())));
            }
        }
        return told;
    }

    private static String candidate(int index, String text, String more) {
        return "{'index':%d,'content':{'role':'model','parts':[{'text':'%s'}]},'logprobsResult':{'chosenCandidates':[{'token':'%s','tokenId':1,'logProbability':-0.5}],'topCandidates':[{'candidates':[{'token':'%s','logProbability':-0.5},{'token':'x','logProbability':-1.5}]}]}%s}"
                .formatted(index, text, text, text, more);
    }

    private static String gemini(String... candidates) {
        return "{'candidates':[" + String.join(",", candidates) + "]," + COUNTS + "}";
    }

    private static void assertLogprobs(JsonNode tokens, String... expected) {
        assertThat(tokens.valueStream().map(token -> token.path("token").asString()).toList())
                .containsExactly(expected);
        JsonNode first = tokens.path(0);
        assertThat(first.path("logprob").asDouble()).isEqualTo(-0.5);
        assertThat(first.path("bytes").path(0).asInt()).isEqualTo(expected[0].charAt(0));
        assertThat(first.path("top_logprobs").path(1).path("token").asString()).isEqualTo("x");
        assertThat(first.path("top_logprobs").path(1).path("logprob").asDouble()).isEqualTo(-1.5);
    }

    @Test
    void geminiIsAskedForThemInItsWords() {
        byte[] sent =
                translation(Endpoint.CHAT, ASKED_IN_CHAT)
                        .to(Endpoint.GENERATE_CONTENT, "um", false, "maker")
                        .body();
        JsonNode config = Json.MAPPER.readTree(sent).path("generationConfig");
        assertThat(config.path("candidateCount").asInt()).isEqualTo(2);
        assertThat(config.path("responseLogprobs").asBoolean()).isTrue();
        assertThat(config.path("logprobs").asInt()).isEqualTo(2);
    }

    @Test
    void aWholeAnswerOfGeminisHasAllItsChoicesInChat() {
        JsonNode body =
                whole(
                        Endpoint.CHAT,
                        ASKED_IN_CHAT,
                        Endpoint.GENERATE_CONTENT,
                        gemini(
                                candidate(0, "One", ",'finishReason':'STOP'"),
                                candidate(1, "Two", ",'finishReason':'MAX_TOKENS'")));
        JsonNode choices = body.path("choices");
        assertThat(choices.path(0).path("message").path("content").asString()).isEqualTo("One");
        assertThat(choices.path(1).path("index").asInt()).isEqualTo(1);
        assertThat(choices.path(1).path("message").path("content").asString()).isEqualTo("Two");
        assertThat(choices.path(0).path("finish_reason").asString()).isEqualTo("stop");
        assertThat(choices.path(1).path("finish_reason").asString()).isEqualTo("length");
        assertLogprobs(choices.path(0).path("logprobs").path("content"), "One");
        assertLogprobs(choices.path(1).path("logprobs").path("content"), "Two");
        assertThat(body.path("usage").path("completion_tokens").asInt()).isEqualTo(4);
    }

    @Test
    void aStreamOfGeminisMayMixItsChoices() throws IOException {
        List<JsonNode> chunks =
                streamed(
                        Endpoint.CHAT,
                        ASKED_IN_CHAT,
                        Endpoint.STREAM_GENERATE_CONTENT,
                        gemini(candidate(0, "A", "")),
                        gemini(candidate(1, "B", "")),
                        gemini(candidate(0, "C", ",'finishReason':'STOP'"), candidate(1, "D", "")),
                        gemini(candidate(1, "E", ",'finishReason':'STOP'")));
        StringBuilder[] texts = {new StringBuilder(), new StringBuilder()};
        List<String> roles = new ArrayList<>();
        List<String> ends = new ArrayList<>();
        for (JsonNode chunk : chunks) {
            for (JsonNode choice : chunk.path("choices")) {
                int index = choice.path("index").asInt();
                JsonNode delta = choice.path("delta");
                String text = delta.path("content").asString("");
                texts[index].append(text);
                if (!text.isEmpty()) {
                    assertLogprobs(choice.path("logprobs").path("content"), text);
                }
                if (delta.has("role")) {
                    roles.add(index + texts[index].toString());
                }
                if (choice.hasNonNull("finish_reason")) {
                    ends.add(index + choice.path("finish_reason").asString());
                }
            }
        }
        assertThat(texts[0]).hasToString("AC");
        assertThat(texts[1]).hasToString("BDE");
        assertThat(roles).containsExactly("0", "1");
        assertThat(ends).containsExactly("0stop", "1stop");
        assertThat(chunks.getLast().path("usage").path("total_tokens").asInt()).isEqualTo(7);
    }

    @Test
    void aStreamThatIsCutInItsSecondChoiceHasNoEnd() {
        assertThatThrownBy(() ->
                        streamed(
                                Endpoint.CHAT,
                                ASKED_IN_CHAT,
                                Endpoint.STREAM_GENERATE_CONTENT,
                                gemini(
                                        candidate(0, "A", ",'finishReason':'STOP'"),
                                        candidate(1, "B", ""))))
                .isInstanceOf(EOFException.class);
    }

    private static String chunk(int index, String delta, String token, String finish) {
        String logprobs =
                token.isEmpty()
                        ? "null"
                        : "{'content':[{'token':'%s','bytes':[%d],'logprob':-0.5,'top_logprobs':[{'token':'%s','bytes':null,'logprob':-0.5},{'token':'x','bytes':[120],'logprob':-1.5}]}],'refusal':null}"
                                .formatted(token, (int) token.charAt(0), token);
        return "{'id':'c','object':'chat.completion.chunk','choices':[{'index':%d,'delta':{%s},'logprobs':%s,'finish_reason':%s}]}"
                .formatted(index, delta, logprobs, finish);
    }

    @Test
    void geminisCallersGetTheChoicesOfChatsWithTheirTools() throws IOException {
        List<JsonNode> events =
                streamed(
                        Endpoint.STREAM_GENERATE_CONTENT,
                        ASKED_IN_GEMINI,
                        Endpoint.CHAT,
                        chunk(0, "'content':'A'", "A", "null"),
                        chunk(
                                1,
                                "'tool_calls':[{'index':0,'id':'call_1','function':{'name':'f','arguments':'{}'}}]",
                                "",
                                "null"),
                        chunk(0, "'content':'B'", "B", "null"),
                        chunk(0, "", "", "'stop'"),
                        chunk(1, "", "", "'tool_calls'"),
                        "[DONE]");
        StringBuilder text = new StringBuilder();
        List<String> calls = new ArrayList<>();
        for (JsonNode event : events) {
            for (JsonNode candidate : event.path("candidates")) {
                for (JsonNode part : candidate.path("content").path("parts")) {
                    if (part.has("functionCall")) {
                        calls.add(
                                candidate.path("index").asInt()
                                        + part.path("functionCall").path("name").asString());
                    }
                    text.append(candidate.path("index").asInt())
                            .append(part.path("text").asString("-"));
                    if (part.has("text")) {
                        JsonNode chosen =
                                candidate.path("logprobsResult").path("chosenCandidates").path(0);
                        assertThat(chosen.path("token").asString())
                                .isEqualTo(part.path("text").asString());
                        assertThat(chosen.path("logProbability").asDouble()).isEqualTo(-0.5);
                    }
                }
            }
        }
        assertThat(text).hasToString("0A0B1-");
        assertThat(calls).containsExactly("1f");
        JsonNode last = events.getLast().path("candidates");
        assertThat(last.path(0).path("avgLogprobs").asDouble()).isEqualTo(-0.5);
        assertThat(last.path(0).path("finishReason").asString()).isEqualTo("STOP");
        assertThat(last.path(1).path("finishReason").asString()).isEqualTo("STOP");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aResponseTellsThemInEveryPlaceThatHasThem(boolean stream) throws IOException {
        String said = gemini(candidate(0, "One", ",'finishReason':'STOP'"));
        JsonNode response;
        if (stream) {
            List<JsonNode> events =
                    streamed(
                            Endpoint.RESPONSES,
                            ASKED_IN_RESPONSES,
                            Endpoint.STREAM_GENERATE_CONTENT,
                            said);
            for (JsonNode event : events) {
                switch (event.path("type").asString()) {
                    case "response.output_text.delta", "response.output_text.done" ->
                            assertLogprobs(event.path("logprobs"), "One");
                    case "response.content_part.done" ->
                            assertLogprobs(event.path("part").path("logprobs"), "One");
                    default -> {}
                }
            }
            response = events.getLast().path("response");
        } else {
            response =
                    whole(Endpoint.RESPONSES, ASKED_IN_RESPONSES, Endpoint.GENERATE_CONTENT, said);
        }
        JsonNode text = response.path("output").path(0).path("content").path(0);
        assertLogprobs(text.path("logprobs"), "One");
    }

    @Test
    void chatsGetThemFromResponses() throws IOException {
        String logprobs =
                "[{'token':'One','bytes':[79,110,101],'logprob':-0.5,'top_logprobs':[{'token':'One','bytes':[79],'logprob':-0.5},{'token':'x','bytes':[120],'logprob':-1.5}]}]";
        String text =
                "{'type':'output_text','text':'One','annotations':[],'logprobs':%s}"
                        .formatted(logprobs);
        String item =
                "{'type':'message','id':'msg_1','role':'assistant','content':[%s]}".formatted(text);
        String response =
                "{'id':'r','object':'response','status':'completed','output':[%s]}".formatted(item);
        String asked = ASKED_IN_CHAT.replace("'n':2,", "");
        JsonNode whole = whole(Endpoint.CHAT, asked, Endpoint.RESPONSES, response);
        assertLogprobs(whole.path("choices").path(0).path("logprobs").path("content"), "One");
        List<JsonNode> chunks =
                streamed(
                        Endpoint.CHAT,
                        asked,
                        Endpoint.RESPONSES,
                        "{'type':'response.output_item.added','output_index':0,'item':{'type':'message','id':'msg_1','content':[]}}",
                        "{'type':'response.output_text.delta','output_index':0,'content_index':0,'delta':'One','logprobs':%s}"
                                .formatted(logprobs),
                        "{'type':'response.output_item.done','output_index':0,'item':%s}"
                                .formatted(item),
                        "{'type':'response.completed','response':%s}".formatted(response));
        List<JsonNode> told =
                chunks.stream()
                        .map(chunk -> chunk.path("choices").path(0).path("logprobs"))
                        .filter(JsonNode::isObject)
                        .toList();
        assertThat(told).hasSize(1);
        assertLogprobs(told.getFirst().path("content"), "One");
    }
}
