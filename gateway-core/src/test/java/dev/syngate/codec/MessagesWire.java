package dev.syngate.codec;

import static dev.syngate.codec.Wire.SCHEMA;
import static dev.syngate.codec.Wire.each;
import static dev.syngate.codec.Wire.halves;
import static dev.syngate.codec.Wire.quoted;

import dev.syngate.protocol.Json;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// The Messages API, as a client and a provider write and read it.
final class MessagesWire implements Wire.Words {
    @Override
    public String head() {
        return "\"system\":\"Be brief\",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"Look at this\"},{\"type\":\"image\",\"source\":{\"type\":\"base64\",\"media_type\":\"image/png\",\"data\":\"aW1n\"}}]}],"
                + "\"max_tokens\":500,\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":20000},"
                + "\"output_config\":{\"format\":{\"type\":\"json_schema\",\"schema\":%s}},"
                        .formatted(SCHEMA)
                + "\"tools\":[%s,%s]".formatted(tool("weather"), tool("clock"));
    }

    private String tool(String name) {
        return "{\"name\":\"%s\",\"input_schema\":%s}".formatted(name, SCHEMA);
    }

    private static final String USAGE =
            "{\"input_tokens\":15,\"cache_read_input_tokens\":5,\"output_tokens\":9,\"output_tokens_details\":{\"thinking_tokens\":3}}";

    private String stop(Said said) {
        return switch (said.stop()) {
            case "tools" -> "tool_use";
            case "length" -> "max_tokens";
            default -> "end_turn";
        };
    }

    private List<String> blocks(Said said) {
        List<String> blocks = new ArrayList<>();
        if (!said.reasoning().isEmpty()) {
            blocks.add(
                    "{\"type\":\"thinking\",\"thinking\":%s,\"signature\":\"c2ln\"}"
                            .formatted(quoted(said.reasoning())));
        }
        if (!said.text().isEmpty()) {
            blocks.add("{\"type\":\"text\",\"text\":%s}".formatted(quoted(said.text())));
        }
        blocks.addAll(
                each(
                        said,
                        call ->
                                "{\"type\":\"tool_use\",\"id\":\"%s\",\"name\":\"%s\",\"input\":%s}"
                                        .formatted(call.id(), call.name(), call.arguments())));
        return blocks;
    }

    @Override
    public String whole(Said said) {
        return "{\"id\":\"msg_up\",\"type\":\"message\",\"role\":\"assistant\",\"content\":[%s],\"stop_reason\":\"%s\",\"usage\":%s}"
                .formatted(String.join(",", blocks(said)), stop(said), USAGE);
    }

    @Override
    public List<String> stream(Said said) {
        List<String> events = new ArrayList<>();
        events.add(
                event(
                        "message_start",
                        "\"message\":{\"id\":\"msg_up\",\"type\":\"message\",\"role\":\"assistant\",\"content\":[],\"usage\":{\"input_tokens\":15,\"cache_read_input_tokens\":5,\"output_tokens\":1}}"));
        int index = 0;
        for (String block : blocks(said)) {
            JsonNode node = Json.MAPPER.readTree(block);
            String at = "\"index\":" + index++;
            switch (node.path("type").asString()) {
                case "thinking" -> {
                    events.add(
                            event(
                                    "content_block_start",
                                    at
                                            + ",\"content_block\":{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"}"));
                    halves(said.reasoning())
                            .forEach(half ->
                                    events.add(delta(at, "thinking_delta", "thinking", half)));
                    events.add(delta(at, "signature_delta", "signature", "c2ln"));
                }
                case "text" -> {
                    events.add(
                            event(
                                    "content_block_start",
                                    at + ",\"content_block\":{\"type\":\"text\",\"text\":\"\"}"));
                    halves(said.text())
                            .forEach(half -> events.add(delta(at, "text_delta", "text", half)));
                }
                default -> {
                    events.add(
                            event(
                                    "content_block_start",
                                    at
                                            + ",\"content_block\":{\"type\":\"tool_use\",\"id\":\"%s\",\"name\":\"%s\",\"input\":{}}"
                                                    .formatted(
                                                            node.path("id").asString(),
                                                            node.path("name").asString())));
                    halves(node.path("input").toString())
                            .forEach(half ->
                                    events.add(
                                            delta(at, "input_json_delta", "partial_json", half)));
                }
            }
            events.add(event("content_block_stop", at));
        }
        events.add(
                event(
                        "message_delta",
                        "\"delta\":{\"stop_reason\":\"%s\"},\"usage\":{\"output_tokens\":9,\"output_tokens_details\":{\"thinking_tokens\":3}}"
                                .formatted(stop(said))));
        events.add(event("message_stop", "\"x\":1"));
        return events;
    }

    private String delta(String at, String type, String field, String piece) {
        return event(
                "content_block_delta",
                at
                        + ",\"delta\":{\"type\":\"%s\",\"%s\":%s}"
                                .formatted(type, field, quoted(piece)));
    }

    private String event(String type, String rest) {
        return "event: %s\ndata: {\"type\":\"%s\",%s}\n\n".formatted(type, type, rest);
    }

    @Override
    public String failure() {
        return event(
                "error", "\"error\":{\"type\":\"api_error\",\"message\":\"the model fell over\"}");
    }

    @Override
    public void hear(JsonNode event, Hearing hearing) {
        switch (event.path("type").asString("")) {
            case "content_block_start" -> {
                JsonNode block = event.path("content_block");
                if (block.path("type").asString("").equals("tool_use")) {
                    hearing.call(
                            event.path("index").asInt(0),
                            block.path("id").asString(""),
                            block.path("name").asString(""),
                            "");
                }
            }
            case "content_block_delta" -> {
                JsonNode delta = event.path("delta");
                hearing.text().append(delta.path("text").asString(""));
                hearing.reasoning().append(delta.path("thinking").asString(""));
                if (delta.has("partial_json")) {
                    hearing.call(
                            event.path("index").asInt(0),
                            "",
                            "",
                            delta.path("partial_json").asString(""));
                }
            }
            case "message_delta" -> stopped(event.path("delta"), hearing);
            case "message_stop" -> hearing.ended();
            case "error" -> hearing.failed(event.path("error").path("message").asString(""));
            case "message" -> {
                for (JsonNode block : event.path("content")) {
                    hearing.text().append(block.path("text").asString(""));
                    hearing.reasoning().append(block.path("thinking").asString(""));
                    if (block.has("input")) {
                        hearing.call(
                                hearing.calls().size(),
                                block.path("id").asString(""),
                                block.path("name").asString(""),
                                block.path("input").toString());
                    }
                }
                stopped(event, hearing);
                hearing.ended();
            }
            default -> {}
        }
    }

    private void stopped(JsonNode said, Hearing hearing) {
        hearing.stopped(
                switch (said.path("stop_reason").asString("")) {
                    case "tool_use" -> "tools";
                    case "max_tokens" -> "length";
                    default -> "stop";
                });
    }
}
