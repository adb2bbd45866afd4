package dev.syngate.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import dev.syngate.chat.ChatParameters;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConversationFileTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final ChatParameters PARAMETERS = ChatParameters.of("m", "Standard");
    private static final String CHAT_GPT =
            """
            [{"title":"Whales","conversation_id":"w","create_time":1790000000.5,"update_time":1790000100,"current_node":"a2",
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
    void thoughtsAreReadAndWhatToolsAreToldIsNot() {
        Conversation chat =
                ConversationFile.read(
                                """
                                [{"title":"Rain","conversation_id":"c1","create_time":1790000000.5,"current_node":"a","mapping":{
                                  "root":{"id":"root","message":null,"parent":null,"children":["s"]},
                                  "s":{"parent":"root","message":{"author":{"role":"user"},"content":{"content_type":"text","parts":["about me"]},"metadata":{"is_visually_hidden_from_conversation":true}}},
                                  "q":{"parent":"s","message":{"author":{"role":"user"},"content":{"content_type":"multimodal_text","parts":[{"content_type":"image_asset_pointer"},"Will it rain?"]}}},
                                  "t":{"parent":"q","message":{"author":{"role":"assistant"},"recipient":"all","content":{"content_type":"thoughts","thoughts":[{"summary":"Looking","content":"I need the weather."}]}}},
                                  "c":{"parent":"t","message":{"author":{"role":"assistant"},"recipient":"web.run","content":{"content_type":"text","parts":["{}"]}}},
                                  "o":{"parent":"c","message":{"author":{"role":"tool"},"content":{"content_type":"text","parts":["sunny"]}}},
                                  "r":{"parent":"o","message":{"author":{"role":"assistant"},"recipient":"all","content":{"content_type":"reasoning_recap","content":"Thought for 9s"}}},
                                  "a":{"parent":"r","message":{"author":{"role":"assistant"},"recipient":"all","metadata":{"model_slug":"gpt-5"},"content":{"content_type":"text","parts":["No. \uE200cite\uE202turn0search0\uE201"]}}}}}]
                                """,
                                PARAMETERS,
                                NOW)
                        .getFirst();
        assertThat(chat.thread())
                .extracting(Exchange::question, e -> e.answer().reasoning(), e -> e.answer().text())
                .containsExactly(tuple("Will it rain?", "I need the weather.", "No. "));
        assertThat(chat.exchanges().getFirst().model()).isEqualTo("gpt-5");
    }

    @Test
    void whatOpenWebUiFoldsAwayIsThinking() {
        String content =
                "<details type=\\\"reasoning\\\" done=\\\"true\\\" duration=\\\"3\\\">\\n<summary>Thought for 3 seconds</summary>\\n> One.\\n> Two.\\n</details>\\nHello";
        Conversation chat =
                ConversationFile.read(
                                OPEN_WEB_UI.replace("\"Hello\"", "\"" + content + "\""),
                                PARAMETERS,
                                NOW)
                        .getFirst();
        assertThat(chat.thread())
                .extracting(e -> e.answer().reasoning(), e -> e.answer().text())
                .containsExactly(tuple("One.\nTwo.", "Hello"));
    }

    @Test
    void aFileThatIsReadTwiceHoldsTheSameConversations() {
        for (String file : List.of(CHAT_GPT, OPEN_WEB_UI)) {
            assertThat(ConversationFile.read(file, PARAMETERS, NOW))
                    .extracting(Conversation::id)
                    .isEqualTo(
                            ConversationFile.read(file, PARAMETERS, NOW).stream()
                                    .map(Conversation::id)
                                    .toList());
        }
    }

    @Test
    void anythingElseIsRefused() {
        for (String text : List.of("", "{", "[]", "{\"a\":1}", "[1,2]", "null")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ConversationFile.read(text, PARAMETERS, NOW));
        }
    }
}
