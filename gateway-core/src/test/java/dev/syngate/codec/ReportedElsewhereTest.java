package dev.syngate.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.protocol.Endpoint;
import dev.syngate.protocol.Json;
import dev.syngate.protocol.SseEvent;
import dev.syngate.protocol.SseParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/// What users of other gateways reported as lost or garbled between protocols.
class ReportedElsewhereTest {
    private static final String TOOL =
            "'tools':[{'name':'look','input_schema':{'type':'object','properties':{'a':{'type':['string','null']}},'additionalProperties':false}}]";
    private static final String IN_MESSAGES = "{'model':'m','max_tokens':9,";
    private static final String HI = "{'role':'user','content':'hi'}";

    private static byte[] bytes(String text) {
        return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    private static Translation translation(Endpoint caller, String request) {
        return Translation.of(
                caller, "id1", "m", 1, 20, bytes(request), "key", Memory.empty(), null);
    }

    private static JsonNode sent(Endpoint caller, String request, Endpoint provider) {
        return sent(caller, request, provider, "um");
    }

    private static JsonNode sent(Endpoint caller, String request, Endpoint provider, String model) {
        return translation(caller, request).to(provider, model, true, "maker").json();
    }

    /// @param events each one's data
    private static Said heard(Wire caller, Wire provider, String... events) throws IOException {
        TranslatedAnswer answer =
                translation(caller.endpoint(true), caller.request(true))
                        .to(provider.endpoint(true), "um", true, "maker")
                        .answer();
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
        Hearing heard = caller.heardStream(out.toString(StandardCharsets.UTF_8));
        assertThat(heard.ends()).isEqualTo(1);
        return heard.said();
    }

    private static String chunk(String delta, String finish) {
        return "{'choices':[{'index':0,'delta':%s,'finish_reason':%s}]}".formatted(delta, finish);
    }

    private static String call(String rest) {
        return chunk("{'tool_calls':[{" + rest + "}]}", "null");
    }

    private static String json(String text) {
        return text.replace("'", "\\\"");
    }

    /// LiteLLM #27144 and #39288.
    @ParameterizedTest
    @EnumSource
    void argumentsThatAreToldOnlyWhenTheyAreDoneArrive(Wire caller) throws IOException {
        Said said =
                heard(
                        caller,
                        Wire.RESPONSES,
                        "{'type':'response.created','response':{'id':'r'}}",
                        "{'type':'response.output_item.added','output_index':0,'item':{'type':'function_call','id':'f','call_id':'c1','name':'weather','arguments':''}}",
                        "{'type':'response.function_call_arguments.delta','output_index':0,'delta':''}",
                        "{'type':'response.function_call_arguments.done','output_index':0,'arguments':'"
                                + json("{'city':'Paris'}")
                                + "'}",
                        "{'type':'response.output_item.done','output_index':0,'item':{'type':'function_call','id':'f','call_id':'c1','name':'weather','arguments':'"
                                + json("{'city':'Paris'}")
                                + "'}}",
                        "{'type':'response.completed','response':{'id':'r','status':'completed','output':[]}}");
        assertThat(said.calls())
                .containsExactly(new Said.Call("c1", "weather", "{\"city\":\"Paris\"}"));
    }

    /// LiteLLM #40654.
    @ParameterizedTest
    @EnumSource
    void rawThoughtsOfResponsesAreThoughts(Wire caller) throws IOException {
        Said said =
                heard(
                        caller,
                        Wire.RESPONSES,
                        "{'type':'response.output_item.added','output_index':0,'item':{'type':'reasoning','id':'r','summary':[]}}",
                        "{'type':'response.reasoning_text.delta','output_index':0,'content_index':0,'delta':'hm'}",
                        "{'type':'response.output_item.done','output_index':0,'item':{'type':'reasoning','id':'r','summary':[],'content':[{'type':'reasoning_text','text':'hm'}]}}",
                        "{'type':'response.output_text.delta','output_index':1,'content_index':0,'delta':'Yes'}",
                        "{'type':'response.completed','response':{'id':'r','status':'completed','output':[]}}");
        assertThat(said.reasoning()).isEqualTo("hm");
        assertThat(said.text()).isEqualTo("Yes");
        String whole =
                "{'id':'r','status':'completed','output':[{'type':'reasoning','id':'x','summary':[],'content':[{'type':'reasoning_text','text':'hm'}]},{'type':'message','role':'assistant','content':[{'type':'output_text','text':'Yes'}]}]}";
        byte[] told =
                translation(caller.endpoint(false), caller.request(false))
                        .to(Endpoint.RESPONSES, "um", false, "maker")
                        .answer()
                        .whole(bytes(whole));
        assertThat(caller.heard(new String(told, StandardCharsets.UTF_8)).said().reasoning())
                .isEqualTo("hm");
    }

    /// ccNexus #89: providers that give every call the same index, but each its id.
    @ParameterizedTest
    @EnumSource
    void callsThatShareTheirIndexAreToldApartByTheirIds(Wire caller) throws IOException {
        Said said =
                heard(
                        caller,
                        Wire.CHAT,
                        call(
                                "'index':0,'id':'c1','type':'function','function':{'name':'weather','arguments':'{}'}"),
                        call(
                                "'index':0,'id':'c2','type':'function','function':{'name':'clock','arguments':''}"),
                        call("'index':0,'function':{'arguments':'" + json("{'zone':1}") + "'}"),
                        chunk("{}", "'tool_calls'"),
                        "[DONE]");
        assertThat(said.calls())
                .containsExactly(
                        new Said.Call("c1", "weather", "{}"),
                        new Said.Call("c2", "clock", "{\"zone\":1}"));
    }

    /// 9router #2077: later pieces repeat the id, and the name as an empty text or null.
    @ParameterizedTest
    @EnumSource
    void aNameThatIsEmptyInLaterPiecesStays(Wire caller) throws IOException {
        Said said =
                heard(
                        caller,
                        Wire.CHAT,
                        call(
                                "'index':0,'id':'c1','type':'function','function':{'name':'weather','arguments':''}"),
                        call("'index':0,'id':'c1','function':{'name':'','arguments':'{'}"),
                        call("'index':0,'id':'','function':{'name':null,'arguments':'}'}"),
                        chunk("{'content':'','tool_calls':null}", "'tool_calls'"),
                        "[DONE]");
        assertThat(said.calls()).containsExactly(new Said.Call("c1", "weather", "{}"));
    }

    /// OmniRoute #632.
    @ParameterizedTest
    @EnumSource
    void anAnswerThatIsOnlyThoughtsIsTold(Wire caller) throws IOException {
        Said said =
                heard(
                        caller,
                        Wire.CHAT,
                        chunk("{'role':'assistant','content':'','reasoning_content':'hm'}", "null"),
                        chunk("{}", "'stop'"),
                        "[DONE]");
        assertThat(said).isEqualTo(new Said("hm", "", List.of(), "stop"));
    }

    /// new-api #4795.
    @Test
    void thoughtsBeforeACallGoBackToAChatProvider() {
        JsonNode sent =
                sent(
                        Endpoint.MESSAGES,
                        IN_MESSAGES
                                + TOOL
                                + ",'thinking':{'type':'enabled','budget_tokens':2048},'messages':["
                                + HI
                                + ",{'role':'assistant','content':[{'type':'thinking','thinking':'hm','signature':'s'},{'type':'tool_use','id':'t','name':'look','input':{}}]}"
                                + ",{'role':'user','content':[{'type':'tool_result','tool_use_id':'t','content':'seen'}]}]}",
                        Endpoint.CHAT);
        JsonNode assistant = sent.path("messages").path(1);
        assertThat(assistant.path("reasoning_content").asString()).isEqualTo("hm");
        assertThat(assistant.path("tool_calls").size()).isEqualTo(1);
    }

    /// OmniRoute #4714: results come behind other words, or without the call that they answer.
    @Test
    void everyResultFollowsItsCallAndNoneStandsAlone() {
        JsonNode messages =
                sent(
                                Endpoint.MESSAGES,
                                IN_MESSAGES
                                        + TOOL
                                        + ",'messages':["
                                        + HI
                                        + ",{'role':'assistant','content':[{'type':'tool_use','id':'t','name':'look','input':{}}]}"
                                        + ",{'role':'user','content':[{'type':'text','text':'also'},{'type':'tool_result','tool_use_id':'gone','content':'old'},{'type':'tool_result','tool_use_id':'t','content':'seen'}]}]}",
                                Endpoint.CHAT)
                        .path("messages");
        assertThat(messages.path(2).path("role").asString()).isEqualTo("tool");
        assertThat(messages.path(2).path("tool_call_id").asString()).isEqualTo("t");
        assertThat(messages.path(3).path("role").asString()).isEqualTo("user");
        assertThat(messages.size()).isEqualTo(4);
        assertThat(messages.toString()).contains("old").doesNotContain("gone");
    }

    /// claude-code-router #1662: tools that the caller's provider runs have no name elsewhere.
    @Test
    void aToolOfTheProvidersOwnIsNoFunctionWithoutAName() {
        String request =
                IN_MESSAGES
                        + "'tools':[{'type':'web_search_20250305','name':'web_search'},{'name':'look','input_schema':{'type':'object'}}],'messages':["
                        + HI
                        + "]}";
        JsonNode tools = sent(Endpoint.MESSAGES, request, Endpoint.CHAT).path("tools");
        assertThat(tools.size()).isEqualTo(1);
        assertThat(tools.path(0).path("function").path("name").asString()).isEqualTo("look");
        assertThat(translation(Endpoint.MESSAGES, request).dropped(Endpoint.CHAT))
                .containsExactly("tools.web_search_20250305");
    }

    /// AIClient2API #598.
    @Test
    void schemasKeepTheirTypesAndBounds() {
        JsonNode schema =
                sent(
                                Endpoint.MESSAGES,
                                IN_MESSAGES + TOOL + ",'messages':[" + HI + "]}",
                                Endpoint.CHAT)
                        .path("tools")
                        .path(0)
                        .path("function")
                        .path("parameters");
        assertThat(schema.toString())
                .isEqualTo(
                        Json.MAPPER
                                .readTree(
                                        bytes(
                                                "{'type':'object','properties':{'a':{'type':['string','null']}},'additionalProperties':false}"))
                                .toString());
    }

    /// Bifrost #6280, and the reports of a missing `thought_signature`.
    @Test
    void geminiIsToldALevelOrABudgetAndASignatureForCallsOfOthers() {
        String request =
                "{'model':'m','reasoning_effort':'high','messages':["
                        + HI
                        + ",{'role':'assistant','tool_calls':[{'id':'t','type':'function','function':{'name':'look','arguments':'{}'}}]},{'role':'tool','tool_call_id':'t','content':'seen'}]}";
        for (String model : List.of("gemini-3-pro", "gemini-2.5-pro")) {
            JsonNode sent = sent(Endpoint.CHAT, request, Endpoint.GENERATE_CONTENT, model);
            JsonNode thinking = sent.path("generationConfig").path("thinkingConfig");
            assertThat(thinking.has("thinkingLevel") ^ thinking.has("thinkingBudget")).isTrue();
            assertThat(sent.path("contents").path(1).toString().contains("thoughtSignature"))
                    .isEqualTo(model.startsWith("gemini-3"));
        }
    }
}
