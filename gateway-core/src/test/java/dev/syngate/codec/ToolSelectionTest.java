package dev.syngate.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.codec.Codec.Addressee;
import dev.syngate.hub.ChatRequest;
import dev.syngate.hub.Tool;
import dev.syngate.hub.ToolChoice;
import dev.syngate.protocol.Endpoint;
import dev.syngate.protocol.Json;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which tools must and may be called, from every protocol into every other.
class ToolSelectionTest {
    private static final List<Endpoint> PROVIDERS =
            List.of(
                    Endpoint.CHAT,
                    Endpoint.RESPONSES,
                    Endpoint.MESSAGES,
                    Endpoint.GENERATE_CONTENT);

    private static final String NESTED =
            "{'model':'m','messages':[{'role':'user','content':'hi'}],'tools':[{'type':'function','function':{'name':'a'}},{'type':'function','function':{'name':'b'}}],'tool_choice':%s}";
    private static final String FLAT =
            "{'model':'m','input':'hi','tools':[{'type':'function','name':'a'},{'type':'function','name':'b'}],'tool_choice':%s}";
    private static final String ANTHROPIC =
            "{'model':'m','max_tokens':5,'messages':[{'role':'user','content':'hi'}],'tools':[{'name':'a','input_schema':{}},{'name':'b','input_schema':{}}],'tool_choice':%s}";
    private static final String GEMINI =
            "{'contents':[{'role':'user','parts':[{'text':'hi'}]}],'tools':[{'functionDeclarations':[{'name':'a'},{'name':'b'}]}],'toolConfig':{'functionCallingConfig':%s}}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    CHAT             | {'type':'function','function':{'name':'b'}}              | b        | a,b
                    RESPONSES        | {'type':'function','name':'b'}                           | b        | a,b
                    MESSAGES         | {'type':'tool','name':'b'}                               | b        | a,b
                    GENERATE_CONTENT | {'mode':'ANY','allowedFunctionNames':['b']}              | b        | b
                    CHAT             | 'required'                                               | any      | a,b
                    RESPONSES        | 'required'                                               | any      | a,b
                    MESSAGES         | {'type':'any'}                                           | any      | a,b
                    GENERATE_CONTENT | {'mode':'ANY'}                                           | any      | a,b
                    CHAT             | 'none'                                                   | none     | a,b
                    RESPONSES        | 'none'                                                   | none     | a,b
                    MESSAGES         | {'type':'none'}                                          | none     | a,b
                    GENERATE_CONTENT | {'mode':'NONE'}                                          | none     | a,b
                    CHAT             | {'type':'allowed_tools','allowed_tools':{'mode':'required','tools':[{'type':'function','function':{'name':'a'}}]}} | any | a
                    RESPONSES        | {'type':'allowed_tools','mode':'auto','tools':[{'type':'function','name':'a'}]} | auto | a
                    """)
    void isTheSameTowardsEveryProvider(
            Endpoint caller, String choice, String expected, String offered) {
        String form =
                switch (caller) {
                    case CHAT -> NESTED;
                    case RESPONSES -> FLAT;
                    case MESSAGES -> ANTHROPIC;
                    default -> GEMINI;
                };
        ChatRequest asked = read(caller, form.formatted(choice).replace('\'', '"'));
        for (Endpoint provider : PROVIDERS) {
            String sent =
                    codec(provider).write(asked, new Addressee("um", false, "maker")).toString();
            ChatRequest heard = read(provider, sent);
            assertThat(words(heard.toolChoice())).as(sent).isEqualTo(expected);
            assertThat(heard.tools().stream().map(Tool::name))
                    .as(sent)
                    .contains(offered.split(",")[offered.split(",").length - 1]);
            assertThat(sent.contains("\"name\":\"a\"")).isEqualTo(offered.contains("a"));
        }
    }

    private static String words(ToolChoice choice) {
        return switch (choice) {
            case ToolChoice.Auto auto -> "auto";
            case ToolChoice.None none -> "none";
            case ToolChoice.Required required -> "any";
            case ToolChoice.Named(String tool) -> tool;
            case ToolChoice.Hosted(String tool) -> "hosted " + tool;
        };
    }

    private static ChatRequest read(Endpoint endpoint, String json) {
        return codec(endpoint).read(Json.MAPPER.readTree(json));
    }

    private static Codec codec(Endpoint endpoint) {
        return Objects.requireNonNull(Codec.of(endpoint));
    }
}
