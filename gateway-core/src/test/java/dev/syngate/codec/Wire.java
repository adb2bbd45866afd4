package dev.syngate.codec;

import dev.syngate.protocol.Endpoint;
import dev.syngate.protocol.Json;
import dev.syngate.provider.Provider.Protocol;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// The four protocols as a client and a provider write and read them, without the codecs.
public enum Wire {
    CHAT(Protocol.OPENAI_CHAT, Endpoint.CHAT) {
        @Override
        String head() {
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
        void hear(JsonNode event, Hearing hearing) {
            for (JsonNode choice : event.path("choices")) {
                JsonNode said = choice.has("delta") ? choice.path("delta") : choice.path("message");
                hearing.reasoning.append(said.path("reasoning_content").asString(""));
                hearing.text.append(said.path("content").asString(""));
                for (JsonNode call : said.path("tool_calls")) {
                    JsonNode function = call.path("function");
                    hearing.call(
                            call.path("index").asInt(hearing.calls.size()),
                            call.path("id").asString(""),
                            function.path("name").asString(""),
                            function.path("arguments").asString(""));
                }
                switch (choice.path("finish_reason").asString("")) {
                    case "" -> {}
                    case "tool_calls" -> hearing.stop = "tools";
                    default -> hearing.stop = choice.path("finish_reason").asString("");
                }
            }
            if (event.has("error")) {
                hearing.failure = event.path("error").path("message").asString("");
            }
            if (event.path("object").asString("").equals("chat.completion")) {
                hearing.ends++;
            }
        }
    },
    RESPONSES(Protocol.OPENAI_RESPONSES, Endpoint.RESPONSES) {
        @Override
        String head() {
            return "\"instructions\":\"Be brief\",\"input\":[{\"role\":\"user\",\"content\":[{\"type\":\"input_text\",\"text\":\"Look at this\"},{\"type\":\"input_image\",\"image_url\":\"data:image/png;base64,aW1n\"}]}],"
                    + "\"max_output_tokens\":500,\"temperature\":0.5,\"reasoning\":{\"effort\":\"high\"},"
                    + "\"text\":{\"format\":{\"type\":\"json_schema\",\"name\":\"answer\",\"schema\":%s}},"
                            .formatted(SCHEMA)
                    + "\"tools\":[%s,%s]".formatted(tool("weather"), tool("clock"));
        }

        private String tool(String name) {
            return "{\"type\":\"function\",\"name\":\"%s\",\"parameters\":%s}"
                    .formatted(name, SCHEMA);
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
                        .forEach(
                                half -> events.add(event(kind, at + ",\"delta\":" + quoted(half))));
                events.add(event("response.output_item.done", at + ",\"item\":" + item));
            }
            events.add(
                    event(
                            said.stop().equals("length")
                                    ? "response.incomplete"
                                    : "response.completed",
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
        void hear(JsonNode event, Hearing hearing) {
            String delta = event.path("delta").asString("");
            switch (event.path("type").asString("")) {
                case "response.output_text.delta" -> hearing.text.append(delta);
                case "response.reasoning_summary_text.delta" -> hearing.reasoning.append(delta);
                case "response.output_item.done" -> item(event.path("item"), hearing, false);
                case "response.completed", "response.incomplete" ->
                        ended(event.path("response"), hearing);
                case "response.failed" ->
                        hearing.failure =
                                event.path("response").path("error").path("message").asString("");
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
                        hearing.calls.size(),
                        item.path("call_id").asString(""),
                        item.path("name").asString(""),
                        item.path("arguments").asString(""));
            } else if (all) {
                item.path("content")
                        .forEach(part -> hearing.text.append(part.path("text").asString("")));
                item.path("summary")
                        .forEach(part -> hearing.reasoning.append(part.path("text").asString("")));
            }
        }

        private void ended(JsonNode response, Hearing hearing) {
            hearing.ends++;
            hearing.stop =
                    response.path("status").asString("").equals("incomplete")
                            ? "length"
                            : hearing.calls.isEmpty() ? "stop" : "tools";
        }
    },
    MESSAGES(Protocol.ANTHROPIC_MESSAGES, Endpoint.MESSAGES) {
        @Override
        String head() {
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
                                        at
                                                + ",\"content_block\":{\"type\":\"text\",\"text\":\"\"}"));
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
                                                delta(
                                                        at,
                                                        "input_json_delta",
                                                        "partial_json",
                                                        half)));
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
                    "error",
                    "\"error\":{\"type\":\"api_error\",\"message\":\"the model fell over\"}");
        }

        @Override
        void hear(JsonNode event, Hearing hearing) {
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
                    hearing.text.append(delta.path("text").asString(""));
                    hearing.reasoning.append(delta.path("thinking").asString(""));
                    if (delta.has("partial_json")) {
                        hearing.call(
                                event.path("index").asInt(0),
                                "",
                                "",
                                delta.path("partial_json").asString(""));
                    }
                }
                case "message_delta" -> stopped(event.path("delta"), hearing);
                case "message_stop" -> hearing.ends++;
                case "error" -> hearing.failure = event.path("error").path("message").asString("");
                case "message" -> {
                    for (JsonNode block : event.path("content")) {
                        hearing.text.append(block.path("text").asString(""));
                        hearing.reasoning.append(block.path("thinking").asString(""));
                        if (block.has("input")) {
                            hearing.call(
                                    hearing.calls.size(),
                                    block.path("id").asString(""),
                                    block.path("name").asString(""),
                                    block.path("input").toString());
                        }
                    }
                    stopped(event, hearing);
                    hearing.ends++;
                }
                default -> {}
            }
        }

        private void stopped(JsonNode said, Hearing hearing) {
            hearing.stop =
                    switch (said.path("stop_reason").asString("")) {
                        case "tool_use" -> "tools";
                        case "max_tokens" -> "length";
                        default -> "stop";
                    };
        }
    },
    GEMINI(Protocol.GEMINI, Endpoint.GENERATE_CONTENT) {
        @Override
        String head() {
            return "\"systemInstruction\":{\"parts\":[{\"text\":\"Be brief\"}]},\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Look at this\"},{\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\"aW1n\"}}]}],"
                    + "\"generationConfig\":{\"maxOutputTokens\":500,\"temperature\":0.5,\"thinkingConfig\":{\"thinkingLevel\":\"HIGH\",\"includeThoughts\":true},\"responseMimeType\":\"application/json\",\"responseJsonSchema\":%s},"
                            .formatted(SCHEMA)
                    + "\"tools\":[{\"functionDeclarations\":[%s,%s]}]"
                            .formatted(tool("weather"), tool("clock"));
        }

        private String tool(String name) {
            return "{\"name\":\"%s\",\"description\":\"\",\"parametersJsonSchema\":%s}"
                    .formatted(name, SCHEMA);
        }

        private static final String USAGE =
                "{\"promptTokenCount\":20,\"cachedContentTokenCount\":5,\"candidatesTokenCount\":6,\"thoughtsTokenCount\":3,\"totalTokenCount\":29}";

        private String part(String part, String rest) {
            return "{\"candidates\":[{\"index\":0,\"content\":{\"role\":\"model\",\"parts\":[%s]}%s}],\"usageMetadata\":%s}"
                    .formatted(part, rest, USAGE);
        }

        private String stop(Said said) {
            return ",\"finishReason\":\"%s\""
                    .formatted(said.stop().equals("length") ? "MAX_TOKENS" : "STOP");
        }

        private List<String> calls(Said said) {
            return each(
                    said,
                    call ->
                            "{\"functionCall\":{\"id\":\"%s\",\"name\":\"%s\",\"args\":%s}}"
                                    .formatted(call.id(), call.name(), call.arguments()));
        }

        @Override
        public String whole(Said said) {
            List<String> parts = new ArrayList<>();
            if (!said.reasoning().isEmpty()) {
                parts.add("{\"thought\":true,\"text\":%s}".formatted(quoted(said.reasoning())));
            }
            if (!said.text().isEmpty()) {
                parts.add("{\"text\":%s}".formatted(quoted(said.text())));
            }
            parts.addAll(calls(said));
            return part(String.join(",", parts), stop(said));
        }

        @Override
        public List<String> stream(Said said) {
            List<String> events = new ArrayList<>();
            halves(said.reasoning())
                    .forEach(half ->
                            events.add(
                                    part(
                                            "{\"thought\":true,\"text\":%s}"
                                                    .formatted(quoted(half)),
                                            "")));
            halves(said.text())
                    .forEach(half -> events.add(part("{\"text\":%s}".formatted(quoted(half)), "")));
            calls(said).forEach(call -> events.add(part(call, "")));
            events.add(part("", stop(said)));
            return events.stream().map(event -> "data: " + event + "\r\n\r\n").toList();
        }

        @Override
        public String failure() {
            return "data: {\"error\":{\"code\":500,\"message\":\"the model fell over\",\"status\":\"INTERNAL\"}}\r\n\r\n";
        }

        @Override
        void hear(JsonNode event, Hearing hearing) {
            for (JsonNode candidate : event.path("candidates")) {
                for (JsonNode part : candidate.path("content").path("parts")) {
                    (part.path("thought").asBoolean(false) ? hearing.reasoning : hearing.text)
                            .append(part.path("text").asString(""));
                    JsonNode call = part.path("functionCall");
                    if (call.isObject()) {
                        hearing.call(
                                hearing.calls.size(),
                                call.path("id").asString(""),
                                call.path("name").asString(""),
                                call.path("args").toString());
                    }
                }
                if (candidate.has("finishReason")) {
                    hearing.ends++;
                    hearing.stop =
                            candidate.path("finishReason").asString("").equals("MAX_TOKENS")
                                    ? "length"
                                    : hearing.calls.isEmpty() ? "stop" : "tools";
                }
            }
            if (event.has("error")) {
                hearing.failure = event.path("error").path("message").asString("");
            }
        }
    };

    static final String SCHEMA =
            "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}},\"required\":[\"city\"]}";

    private final Protocol protocol;
    private final Endpoint endpoint;

    Wire(Protocol protocol, Endpoint endpoint) {
        this.protocol = protocol;
        this.endpoint = endpoint;
    }

    public Protocol protocol() {
        return protocol;
    }

    public Endpoint endpoint(boolean stream) {
        return stream && endpoint == Endpoint.GENERATE_CONTENT
                ? Endpoint.STREAM_GENERATE_CONTENT
                : endpoint;
    }

    /// Where a client calls.
    public String path(boolean stream) {
        return this == GEMINI
                ? "/v1beta/models/m:"
                        + (stream ? "streamGenerateContent?alt=sse" : "generateContent")
                : "/v1/" + endpoint.path();
    }

    /// A request with a system prompt, a picture, an effort, a schema and two tools.
    public String request(boolean stream) {
        String named = this == GEMINI ? "" : "\"model\":\"m\",\"stream\":%s,".formatted(stream);
        return "{" + named + head() + "}";
    }

    abstract String head();

    /// A provider's whole answer.
    public abstract String whole(Said said);

    /// A provider's stream, event by event; its tool calls come as mixed as the protocol allows.
    public abstract List<String> stream(Said said);

    /// A failure in the middle of a stream.
    public abstract String failure();

    abstract void hear(JsonNode event, Hearing hearing);

    /// What a client understands of a whole answer.
    public Hearing heard(String body) {
        Hearing hearing = new Hearing();
        hear(Json.MAPPER.readTree(body), hearing);
        return hearing;
    }

    /// What a client understands of a stream.
    public Hearing heardStream(String stream) {
        Hearing hearing = new Hearing();
        for (String line : stream.split("\r?\n")) {
            if (line.equals("data: [DONE]")) {
                hearing.ends++;
            } else if (line.startsWith("data: ")) {
                hear(Json.MAPPER.readTree(line.substring("data: ".length())), hearing);
            }
        }
        return hearing;
    }

    private static String quoted(String text) {
        return Json.MAPPER.writeValueAsString(text);
    }

    private static List<String> halves(String text) {
        return text.isEmpty()
                ? List.of()
                : List.of(text.substring(0, text.length() / 2), text.substring(text.length() / 2));
    }

    private static List<String> each(
            Said said, java.util.function.Function<Said.Call, String> how) {
        return said.calls().stream().map(how).toList();
    }

    /// What a client has understood.
    public static final class Hearing {
        private final StringBuilder reasoning = new StringBuilder();
        private final StringBuilder text = new StringBuilder();
        private final List<Said.Call> calls = new ArrayList<>();
        private final List<Integer> indexes = new ArrayList<>();
        private String stop = "";
        private int ends;
        private String failure = "";

        private void call(int index, String id, String name, String arguments) {
            int known = indexes.indexOf(index);
            if (known < 0) {
                indexes.add(index);
                calls.add(new Said.Call(id, name, arguments));
            } else {
                Said.Call before = calls.get(known);
                calls.set(
                        known,
                        new Said.Call(before.id(), before.name(), before.arguments() + arguments));
            }
        }

        public Said said() {
            return new Said(reasoning.toString(), text.toString(), List.copyOf(calls), stop);
        }

        public int ends() {
            return ends;
        }

        public String failure() {
            return failure;
        }
    }
}
