package dev.syngate.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.syngate.chat.ChatParameters;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConversationFileTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final ChatParameters PARAMETERS = ChatParameters.of("m", "Standard");
    private static final String CHAT_GPT =
            """
            [{"title":"Whales","create_time":1790000000.5,"update_time":1790000100,"current_node":"a2",
              "mapping":{
               "root":{"id":"root","message":null,"parent":null,"children":["q"]},
               "q":{"id":"q","parent":"root","children":["a1","a2"],"message":{"author":{"role":"user"},"content":{"content_type":"text","parts":["Why?"]}}},
               "a1":{"id":"a1","parent":"q","children":["q2"],"message":{"author":{"role":"assistant"},"content":{"parts":["One"]},"metadata":{"model_slug":"gpt"}}},
               "a2":{"id":"a2","parent":"q","children":[],"message":{"author":{"role":"assistant"},"content":{"parts":["Two"]},"metadata":{"model_slug":"gpt"}}},
               "q2":{"id":"q2","parent":"a1","children":[],"message":{"author":{"role":"user"},"content":{"parts":["More"]}}}}}]
            """;
    private static final String OPEN_WEB_UI =
            """
            [{"id":"x","title":"Bears","created_at":1790000000,"updated_at":1790000100,
              "chat":{"history":{"currentId":"a","messages":{
                "q":{"id":"q","parentId":null,"role":"user","content":"Hi"},
                "a":{"id":"a","parentId":"q","role":"assistant","content":"Hello","model":"llama"}}}}}]
            """;

    @Test
    void itsOwnFormIsReadAsItWasWritten() {
        List<Conversation> chats = ConversationFile.read(CHAT_GPT, PARAMETERS, NOW);
        String file = ConversationFile.write(chats);
        assertThat(ConversationFile.read(file, PARAMETERS, NOW)).isEqualTo(chats);
    }

    @Test
    void branchesOfChatGptBecomeBranches() {
        Conversation chat = ConversationFile.read(CHAT_GPT, PARAMETERS, NOW).getFirst();
        assertThat(chat.title()).isEqualTo("Whales");
        assertThat(chat.thread()).extracting(e -> e.answer().text()).containsExactly("Two");
        assertThat(chat.siblings(0)).hasSize(2);
        assertThat(chat.showing(0).thread())
                .extracting(Exchange::question)
                .containsExactly("Why?", "More");
        assertThat(chat.heading().created()).isEqualTo(Instant.ofEpochMilli(1790000000500L));
    }

    @Test
    void chatsOfOpenWebUiAreRead() {
        Conversation chat = ConversationFile.read(OPEN_WEB_UI, PARAMETERS, NOW).getFirst();
        assertThat(chat.thread())
                .extracting(e -> e.question() + e.model() + e.answer().text())
                .containsExactly("HillamaHello");
    }

    @Test
    void anythingElseIsRefused() {
        for (String text : List.of("", "{", "[]", "{\"a\":1}", "[1,2]", "null")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ConversationFile.read(text, PARAMETERS, NOW));
        }
    }
}
