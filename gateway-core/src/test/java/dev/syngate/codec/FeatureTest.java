package dev.syngate.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syngate.call.Refusal;
import dev.syngate.call.RefusedException;
import dev.syngate.codec.Codec.Addressee;
import dev.syngate.hub.ChatRequest;
import dev.syngate.protocol.Endpoint;
import dev.syngate.protocol.Json;
import dev.syngate.secrets.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

/// The one table of what can't be said: each row towards each protocol.
class FeatureTest {
    private static final List<Endpoint> PROVIDERS =
            List.of(
                    Endpoint.CHAT,
                    Endpoint.RESPONSES,
                    Endpoint.MESSAGES,
                    Endpoint.GENERATE_CONTENT);

    /// @param usual the request without the feature
    /// @param more what asks for it
    private record Sample(Endpoint caller, String usual, String more) {
        ChatRequest request(boolean asks) {
            return codec(caller).read(tree(asks));
        }

        private ObjectNode tree(boolean asks) {
            ObjectNode tree = object(usual);
            if (asks) {
                tree.setAll(object(more));
            }
            return tree;
        }

        Translation translation() {
            byte[] body = tree(true).toString().getBytes(StandardCharsets.UTF_8);
            return Translation.of(caller, "id1", "m", 1, 20, body, "key", Memory.empty(), null);
        }
    }

    private static ObjectNode object(String json) {
        return (ObjectNode) Json.MAPPER.readTree(json.replace('\'', '"'));
    }

    private static Codec codec(Endpoint endpoint) {
        return Objects.requireNonNull(Codec.of(endpoint));
    }

    private static Sample chat(String more) {
        return chat("", more);
    }

    private static Sample chat(String usual, String more) {
        return new Sample(
                Endpoint.CHAT,
                "{'model':'m','messages':[{'role':'user','content':'hi'}]" + usual + "}",
                more);
    }

    private static Sample part(String part) {
        return chat("{'messages':[{'role':'user','content':[" + part + "]}]}");
    }

    private static Sample responses(String more) {
        return new Sample(Endpoint.RESPONSES, "{'model':'m','input':'hi'}", more);
    }

    private static Sample gemini(String more) {
        return new Sample(
                Endpoint.GENERATE_CONTENT,
                "{'contents':[{'role':'user','parts':[{'text':'hi'}]}]}",
                more);
    }

    private static Sample messages(String more) {
        return new Sample(
                Endpoint.MESSAGES,
                "{'model':'m','max_tokens':5,'messages':[{'role':'user','content':'hi'}]}",
                more);
    }

    private static List<Sample> samples(Feature feature) {
        return switch (feature) {
            case CHOICES ->
                    List.of(
                            chat("{'n':2}"),
                            gemini("{'generationConfig':{'candidateCount':2}}"),
                            responses("{'n':2}"),
                            messages("{'n':2}"));
            case PICTURES -> List.of(chat("{'n':2,'modalities':['image','text']}"));
            case VECTOR -> List.of(new Sample(Endpoint.EMBEDDINGS, "{}", "{'input':'hi'}"));
            case PICTURE ->
                    List.of(
                            chat("{'modalities':['image','text']}"),
                            gemini("{'generationConfig':{'responseModalities':['IMAGE']}}"));
            case SOUND -> List.of(chat("{'modalities':['text','audio'],'audio':{'voice':'v'}}"));
            case SOUND_OF_GEMINI ->
                    List.of(gemini("{'generationConfig':{'responseModalities':['AUDIO']}}"));
            case FILE_ID -> List.of(part("{'type':'file','file':{'file_id':'f'}}"));
            case AUDIO ->
                    List.of(
                            part(
                                    "{'type':'input_audio','input_audio':{'data':'aGk=','format':'wav'}}"));
            case AUDIO_ADDRESS -> List.of(geminiFile("audio/wav"));
            case FILE_ADDRESS -> List.of(geminiFile("application/pdf"));
            case STORED_PROMPT -> List.of(responses("{'prompt':{'id':'pmpt_1'}}"));
            case STORED_CONVERSATION -> List.of(responses("{'conversation':'conv_1'}"));
            case CACHED_CONTENT -> List.of(gemini("{'cachedContent':'cachedContents/x'}"));
            case STOP ->
                    List.of(
                            chat("{'stop':'END'}"),
                            responses("{'stop':['END']}"),
                            messages("{'stop_sequences':['END']}"),
                            gemini("{'generationConfig':{'stopSequences':['END']}}"));
            case FORCED_HOSTED_TOOL ->
                    List.of(
                            responses(
                                    "{'tools':[{'type':'web_search'}],'tool_choice':{'type':'web_search'}}"),
                            messages(
                                    "{'tools':[{'type':'web_search_20250305','name':'web_search'}],'tool_choice':{'type':'tool','name':'web_search'}}"));
            case FILE_SEARCH ->
                    List.of(
                            tool("file_search"),
                            gemini("{'tools':[{'fileSearch':{'fileSearchStoreNames':['s']}}]}"));
            case COMPUTER ->
                    List.of(
                            tool("computer_use_preview"),
                            anthropic("computer_20250124"),
                            gemini("{'tools':[{'computerUse':{'environment':'BROWSER'}}]}"));
            case MCP ->
                    List.of(
                            tool("mcp"),
                            messages("{'mcp_servers':[{'type':'url','url':'https://x'}]}"));
            case WEB_SEARCH ->
                    List.of(
                            tool("web_search"),
                            anthropic("web_search_20250305"),
                            gemini("{'tools':[{'googleSearch':{'excludeDomains':['x']}}]}"),
                            chat("{'web_search_options':{}}"));
            case WEB_FETCH ->
                    List.of(
                            anthropic("web_fetch_20250910"),
                            gemini("{'tools':[{'urlContext':{'x':1}}]}"));
            case CODE_EXECUTION ->
                    List.of(
                            tool("code_interpreter"),
                            anthropic("code_execution_20250825"),
                            gemini("{'tools':[{'codeExecution':{'x':1}}]}"));
            case IMAGE_GENERATION -> List.of(tool("image_generation"));
            case OTHER_TOOL -> List.of(tool("local_shell"), anthropic("bash_20250124"));
            case LOGPROBS ->
                    List.of(
                            chat("{'logprobs':true,'top_logprobs':2}"),
                            responses("{'include':['message.output_text.logprobs']}"),
                            gemini("{'generationConfig':{'responseLogprobs':true}}"));
            case SEED -> List.of(chat("{'seed':7}"), responses("{'seed':7}"));
            case FREQUENCY_PENALTY ->
                    List.of(chat("{'frequency_penalty':1}"), responses("{'frequency_penalty':1}"));
            case PRESENCE_PENALTY ->
                    List.of(chat("{'presence_penalty':1}"), responses("{'presence_penalty':1}"));
            case TOP_K ->
                    List.of(messages("{'top_k':9}"), gemini("{'generationConfig':{'topK':9}}"));
            case TOP_P_WITH_TEMPERATURE -> List.of(chat(",'temperature':0.5", "{'top_p':0.5}"));
            case SAMPLING_WHILE_THINKING ->
                    List.of(chat(",'reasoning_effort':'high'", "{'temperature':0.5}"));
            case VERBOSITY -> List.of(chat("{'verbosity':'low'}"));
            case ONE_CALL_AT_A_TIME ->
                    List.of(
                            chat(
                                    ",'tools':[{'type':'function','function':{'name':'f'}}]",
                                    "{'parallel_tool_calls':false}"));
            case USER -> List.of(chat("{'user':'u'}"), messages("{'metadata':{'user_id':'u'}}"));
        };
    }

    private static Sample geminiFile(String mime) {
        return gemini(
                "{'contents':[{'role':'user','parts':[{'text':'hi'},{'fileData':{'mimeType':'%s','fileUri':'https://x/a'}}]}]}"
                        .formatted(mime));
    }

    private static Sample tool(String type) {
        return responses("{'tools':[{'type':'%s'}]}".formatted(type));
    }

    private static Sample anthropic(String type) {
        return messages("{'tools':[{'type':'%s','name':'t'}]}".formatted(type));
    }

    static Stream<Arguments> rows() {
        return Stream.of(Feature.values())
                .flatMap(feature ->
                        PROVIDERS.stream().map(provider -> Arguments.of(feature, provider)));
    }

    @Test
    void anIncludeThatNobodyKnowsIsRefused() {
        Sample known = responses("{'include':['reasoning.encrypted_content']}");
        assertThat(known.translation()).isNotNull();
        Sample unknown = responses("{'include':['reasoning.plain']}");
        assertThatThrownBy(unknown::translation)
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> {
                            assertThat(refused.refusal().param()).isEqualTo("include");
                            assertThat(refused.refusal().message())
                                    .contains("reasoning.encrypted_content");
                        });
    }

    @ParameterizedTest
    @MethodSource("rows")
    void isSaidOrNamedOrRefusedAndNeverLost(Feature feature, Endpoint provider) {
        for (Sample sample : samples(feature)) {
            ChatRequest asking = sample.request(true);
            assertThat(PROVIDERS)
                    .as("%s asks for %s", sample.more(), feature)
                    .anyMatch(any -> feature.isLost(asking, sample.caller(), any));
            Translation translation = sample.translation();
            Refusal refusal = translation.refusal(provider);
            boolean lost = feature.isLost(asking, sample.caller(), provider);
            if (lost && feature.isRefused()) {
                assertThat(refusal).as(sample.more()).isNotNull();
                assertThat(refusal.param()).isNotEmpty();
                assertThat(refusal.code().status()).isEqualTo(400);
            } else if (refusal == null) {
                assertThat(translation.dropped(provider).containsAll(feature.names(asking)))
                        .as("%s is named towards %s", sample.more(), provider)
                        .isEqualTo(lost);
                assertThat(
                                written(asking, provider)
                                        .equals(written(sample.request(false), provider)))
                        .as("%s is left out towards %s", sample.more(), provider)
                        .isEqualTo(lost);
            }
        }
    }

    /// Claude Code names a user in more letters than OpenAI takes.
    @ParameterizedTest
    @EnumSource(names = {"CHAT", "RESPONSES"})
    void aLongUserIsToldApartByItsHash(Endpoint provider) {
        String user = "user_" + "0123456789abcdef".repeat(8);
        ChatRequest asking = messages("{'metadata':{'user_id':'" + user + "'}}").request(true);
        assertThat(written(asking, provider).path("user").asString())
                .isEqualTo(Sha256.hex(user))
                .hasSize(64);
    }

    private static ObjectNode written(ChatRequest request, Endpoint provider) {
        return codec(provider).write(request, new Addressee("um", false, "maker"));
    }
}
