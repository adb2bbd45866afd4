package dev.syngate.codec;

import static dev.syngate.codec.Wire.SCHEMA;
import static dev.syngate.codec.Wire.each;
import static dev.syngate.codec.Wire.halves;
import static dev.syngate.codec.Wire.quoted;

import dev.syngate.protocol.Json;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// The Responses API, as a client and a provider write and read it.
final class ResponsesWire implements Wire.Words {
    @Override
    public String head() {
        return "\"instructions\":\"Be brief\",\"input\":[{\"role\":\"user\",\"content\":[{\"type\":\"input_text\",\"text\":\"Look at this\"},{\"type\":\"input_image\",\"image_url\":\"data:image/png;base64,aW1n\"}]}],"
                + "\"max_output_tokens\":500,\"temperature\":0.5,\"reasoning\":{\"effort\":\"high\"},"
                + "\"text\":{\"format\":{\"type\":\"json_schema\",\"name\":\"answer\",\"schema\":%s}},"
                        .formatted(SCHEMA)
                + "\"tools\":[%s,%s]".formatted(tool("weather"), tool("clock"));
    }

    private String tool(String name) {
        return "{\"type\":\"function\",\"name\":\"%s\",\"parameters\":%s}".formatted(name, SCHEMA);
    }

    private static final String USAGE =
            "{\"input_tokens\":20,\"input_tokens_details\":{\"cached_tokens\":5},\"output_tokens\":9,\"output_tokens_details\":{\"reasoning_tokens\":3},\"total_tokens\":29}";

    private List<String> items(Said said) {
        List<String> items = new ArrayList<>();
        if (!said.reasoning().isEmpty()) {
            items.add(
                    "{\"type\":\"reasoning\",\"id\":\"rs_1\",\"summary\":[{\"type\":\"summary_text\",\"text\":%s}]}"
                            .formatted(quoted(said.reasoning())));
        }
        if (!said.text().isEmpty()) {
            items.add(
                    "{\"type\":\"message\",\"id\":\"msg_1\",\"status\":\"completed\",\"role\":\"assistant\",\"content\":[{\"type\":\"output_text\",\"text\":%s,\"annotations\":[]}]}"
                            .formatted(quoted(said.text())));
        }
        items.addAll(
                each(
                        said,
                        call ->
                                "{\"type\":\"function_call\",\"id\":\"fc_%s\",\"call_id\":\"%s\",\"name\":\"%s\",\"arguments\":%s}"
                                        .formatted(
                                                call.id(),
                                                call.id(),
                                                call.name(),
                                                quoted(call.arguments()))));
        return items;
    }

    @Override
    public String whole(Said said) {
        boolean cut = said.stop().equals("length");
        return "{\"id\":\"resp_up\",\"object\":\"response\",\"status\":\"%s\",%s\"output\":[%s],\"usage\":%s}"
                .formatted(
                        cut ? "incomplete" : "completed",
                        cut ? "\"incomplete_details\":{\"reason\":\"max_output_tokens\"}," : "",
                        String.join(",", items(said)),
                        USAGE);
    }

    @Override
    public List<String> stream(Said said) {
        List<String> events = new ArrayList<>();
        events.add(
                event(
                        "response.created",
                        "\"response\":{\"id\":\"resp_up\",\"status\":\"in_progress\",\"output\":[]}"));
        int index = 0;
        for (String item : items(said)) {
            JsonNode node = Json.MAPPER.readTree(item);
            String at = "\"output_index\":" + index++;
            String type = node.path("type").asString();
            events.add(
                    event(
                            "response.output_item.added",
                            at
                                    + ",\"item\":"
                                    + item.replaceAll(
                                            "\"(arguments|text)\":\"([^\"\\\\]|\\\\.)*\"",
                                            "\"$1\":\"\"")));
            String kind =
                    switch (type) {
                        case "reasoning" -> "response.reasoning_summary_text.delta";
                        case "message" -> "response.output_text.delta";
                        default -> "response.function_call_arguments.delta";
                    };
            String text =
                    switch (type) {
                        case "reasoning" -> said.reasoning();
                        case "message" -> said.text();
                        default -> node.path("arguments").asString();
                    };
            halves(text)
                    .forEach(half -> events.add(event(kind, at + ",\"delta\":" + quoted(half))));
            events.add(event("response.output_item.done", at + ",\"item\":" + item));
        }
        events.add(
                event(
                        said.stop().equals("length") ? "response.incomplete" : "response.completed",
                        "\"response\":" + whole(said)));
        return events;
    }

    private String event(String type, String rest) {
        return "event: %s\ndata: {\"type\":\"%s\",%s}\n\n".formatted(type, type, rest);
    }

    @Override
    public String failure() {
        return event(
                "response.failed",
                "\"response\":{\"status\":\"failed\",\"error\":{\"code\":\"server_error\",\"message\":\"the model fell over\"}}");
    }

    @Override
    public void hear(JsonNode event, Hearing hearing) {
        String delta = event.path("delta").asString("");
        switch (event.path("type").asString("")) {
            case "response.output_text.delta" -> hearing.text().append(delta);
            case "response.reasoning_summary_text.delta" -> hearing.reasoning().append(delta);
            case "response.output_item.done" -> item(event.path("item"), hearing, false);
            case "response.completed", "response.incomplete" ->
                    ended(event.path("response"), hearing);
            case "response.failed" ->
                    hearing.failed(
                            event.path("response").path("error").path("message").asString(""));
            default -> {}
        }
        if (event.path("object").asString("").equals("response")) {
            event.path("output").forEach(item -> item(item, hearing, true));
            ended(event, hearing);
        }
    }

    private void item(JsonNode item, Hearing hearing, boolean all) {
        if (item.path("type").asString("").equals("function_call")) {
            hearing.call(
                    hearing.calls().size(),
                    item.path("call_id").asString(""),
                    item.path("name").asString(""),
                    item.path("arguments").asString(""));
        } else if (all) {
            item.path("content")
                    .forEach(part -> hearing.text().append(part.path("text").asString("")));
            item.path("summary")
                    .forEach(part -> hearing.reasoning().append(part.path("text").asString("")));
        }
    }

    private void ended(JsonNode response, Hearing hearing) {
        hearing.ended();
        hearing.stopped(
                response.path("status").asString("").equals("incomplete")
                        ? "length"
                        : hearing.calls().isEmpty() ? "stop" : "tools");
    }
}
