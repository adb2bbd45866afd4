package dev.syngate.codec;

import static dev.syngate.codec.Wire.SCHEMA;
import static dev.syngate.codec.Wire.each;
import static dev.syngate.codec.Wire.halves;
import static dev.syngate.codec.Wire.quoted;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Chat completions, as a client and a provider write and read it.
final class ChatWire implements Wire.Words {
    @Override
    public String head() {
        return "\"messages\":[{\"role\":\"system\",\"content\":\"Be brief\"},{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"Look at this\"},{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,aW1n\"}}]}],"
                + "\"max_tokens\":500,\"temperature\":0.5,\"reasoning_effort\":\"high\","
                + "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"answer\",\"schema\":%s}},"
                        .formatted(SCHEMA)
                + "\"tools\":[%s,%s]".formatted(tool("weather"), tool("clock"));
    }

    private String tool(String name) {
        return "{\"type\":\"function\",\"function\":{\"name\":\"%s\",\"parameters\":%s}}"
                .formatted(name, SCHEMA);
    }

    @Override
    public String whole(Said said) {
        return "{\"id\":\"c\",\"object\":\"chat.completion\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":%s,\"reasoning_content\":%s,\"tool_calls\":%s},\"finish_reason\":\"%s\"}],\"usage\":%s}"
                .formatted(
                        quoted(said.text()),
                        quoted(said.reasoning()),
                        calls(said),
                        stop(said),
                        USAGE);
    }

    private String calls(Said said) {
        return "["
                + String.join(
                        ",",
                        each(
                                said,
                                call ->
                                        "{\"id\":\"%s\",\"type\":\"function\",\"function\":{\"name\":\"%s\",\"arguments\":%s}}"
                                                .formatted(
                                                        call.id(),
                                                        call.name(),
                                                        quoted(call.arguments()))))
                + "]";
    }

    private static final String USAGE =
            "{\"prompt_tokens\":20,\"completion_tokens\":9,\"total_tokens\":29,\"prompt_tokens_details\":{\"cached_tokens\":5},\"completion_tokens_details\":{\"reasoning_tokens\":3}}";

    private String stop(Said said) {
        return switch (said.stop()) {
            case "tools" -> "tool_calls";
            default -> said.stop();
        };
    }

    @Override
    public List<String> stream(Said said) {
        List<String> events = new ArrayList<>();
        halves(said.reasoning())
                .forEach(half -> events.add(delta("\"reasoning_content\":" + quoted(half))));
        halves(said.text()).forEach(half -> events.add(delta("\"content\":" + quoted(half))));
        int index = 0;
        for (Said.Call call : said.calls()) {
            events.add(
                    delta(
                            "\"tool_calls\":[{\"index\":%d,\"id\":\"%s\",\"type\":\"function\",\"function\":{\"name\":\"%s\",\"arguments\":\"\"}}]"
                                    .formatted(index++, call.id(), call.name())));
        }
        for (int half = 0; half < 2; half++) {
            index = 0;
            for (Said.Call call : said.calls()) {
                events.add(
                        delta(
                                "\"tool_calls\":[{\"index\":%d,\"function\":{\"arguments\":%s}}]"
                                        .formatted(
                                                index++,
                                                quoted(halves(call.arguments()).get(half)))));
            }
        }
        events.add(
                "data: {\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"%s\"}]}\n\n"
                        .formatted(stop(said)));
        events.add("data: {\"id\":\"c\",\"choices\":[],\"usage\":%s}\n\n".formatted(USAGE));
        events.add("data: [DONE]\n\n");
        return events;
    }

    private String delta(String what) {
        return "data: {\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":{%s}}]}\n\n"
                .formatted(what);
    }

    @Override
    public String failure() {
        return "data: {\"error\":{\"message\":\"the model fell over\",\"type\":\"server_error\"}}\n\n";
    }

    @Override
    public void hear(JsonNode event, Hearing hearing) {
        for (JsonNode choice : event.path("choices")) {
            JsonNode said = choice.has("delta") ? choice.path("delta") : choice.path("message");
            hearing.reasoning().append(said.path("reasoning_content").asString(""));
            hearing.text().append(said.path("content").asString(""));
            for (JsonNode call : said.path("tool_calls")) {
                JsonNode function = call.path("function");
                hearing.call(
                        call.path("index").asInt(hearing.calls().size()),
                        call.path("id").asString(""),
                        function.path("name").asString(""),
                        function.path("arguments").asString(""));
            }
            switch (choice.path("finish_reason").asString("")) {
                case "" -> {}
                case "tool_calls" -> hearing.stopped("tools");
                default -> hearing.stopped(choice.path("finish_reason").asString(""));
            }
        }
        if (event.has("error")) {
            hearing.failed(event.path("error").path("message").asString(""));
        }
        if (event.path("object").asString("").equals("chat.completion")) {
            hearing.ended();
        }
    }
}
