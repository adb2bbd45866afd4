package dev.syngate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.billing.Price;
import dev.syngate.call.Capability;
import dev.syngate.chat.Attachment;
import dev.syngate.chat.ChatParameters;
import dev.syngate.protocol.Json;
import dev.syngate.provider.Provider;
import dev.syngate.routing.Model;
import dev.syngate.routing.Traits;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What goes along with a question, as a provider is told it.
@Timeout(60)
class ChatAttachmentsTest {
    private static final String ANSWER =
            "{\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"ok\"},\"finish_reason\":\"stop\"}]}";

    @TempDir private Path folder;

    @Test
    void aPdfIsSentToModelsThatReadItAndItsTextToOthers() throws Exception {
        try (RunningGateway running = new RunningGateway(folder);
                ScriptedUpstream upstream =
                        new ScriptedUpstream((request, out) ->
                                ScriptedUpstream.json(200, ANSWER).answer(request, out))) {
            Gateway gateway = running.gateway();
            Provider draft =
                    new Provider(
                            "",
                            "other",
                            Provider.Protocol.OPENAI_CHAT,
                            upstream.baseUrl(),
                            Price.FREE,
                            0,
                            1,
                            true);
            Provider added = gateway.providers().add(draft, "sk-upstream");
            gateway.models().addRoute("plain", added, "plain");
            gateway.models().addRoute("reads", added, "reads");
            Model reads = gateway.models().find("reads");
            gateway.models()
                    .set(reads.withTraits(new Traits(null, Set.of(Capability.FILES), Set.of())));
            JsonNode told = asked(gateway, upstream, "plain");
            assertThat(told.asString()).contains("<file name=\"a.pdf\">\nwords\n</file>");
            JsonNode parts = asked(gateway, upstream, "reads");
            assertThat(parts.path(0).path("text").asString()).isEqualTo("What is it?");
            JsonNode file = parts.path(1).path("file");
            assertThat(file.path("filename").asString()).isEqualTo("a.pdf");
            assertThat(file.path("file_data").asString())
                    .isEqualTo("data:application/pdf;base64,JVBERg==");
        }
    }

    private static JsonNode asked(Gateway gateway, ScriptedUpstream upstream, String model) {
        List<Attachment> pdf = List.of(Attachment.pdf("a.pdf", "JVBERg==", "words"));
        Question.Turn turn = Question.Turn.user("What is it?", pdf);
        ChatParameters parameters = ChatParameters.of(model, "Standard");
        gateway.chat().ask(new Question(parameters, List.of(turn))).await();
        String request = upstream.requests().getLast();
        String body = request.substring(request.indexOf("\r\n\r\n") + 4);
        return Json.MAPPER.readTree(body).path("messages").path(0).path("content");
    }
}
