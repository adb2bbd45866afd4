package dev.syngate.gateway;

import java.util.List;
import java.util.Map;

/// Right requests to begin with, for every path that takes one.
final class FuzzBodies {
    static final String FORM = "Content-Type: multipart/form-data; boundary=b\r\n";

    private static final String CHAT =
            "{\"model\":\"sandbox/echo\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]";

    static final Map<String, List<String>> BY_PATH =
            Map.ofEntries(
                    Map.entry(
                            "/v1/chat/completions",
                            List.of(
                                    CHAT + "}",
                                    CHAT
                                            + ",\"stream\":true,\"stream_options\":{\"include_usage\":true}}",
                                    CHAT
                                            + ",\"max_tokens\":16,\"max_completion_tokens\":16,\"n\":1,\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\",\"parameters\":{\"type\":\"object\"}}}]}",
                                    "{\"model\":\"sandbox/reasoner\",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"hi\"},{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,AAAA\"}}]}]}")),
                    Map.entry(
                            "/v1/completions",
                            List.of("{\"model\":\"sandbox/echo\",\"prompt\":\"hi\"}")),
                    Map.entry(
                            "/v1/responses",
                            List.of("{\"model\":\"sandbox/echo\",\"input\":\"hi\"}")),
                    Map.entry("/v1/messages", List.of(CHAT + ",\"max_tokens\":16}")),
                    Map.entry("/v1/messages/count_tokens", List.of(CHAT + "}")),
                    Map.entry(
                            "/v1beta/models/sandbox%2Fecho:generateContent",
                            List.of("{\"contents\":[{\"parts\":[{\"text\":\"hi\"}]}]}")),
                    Map.entry(
                            "/v1beta/models/sandbox%2Fecho:streamGenerateContent?alt=sse",
                            List.of("{\"contents\":[{\"parts\":[{\"text\":\"hi\"}]}]}")),
                    Map.entry(
                            "/v1beta/models/sandbox%2Fecho:countTokens",
                            List.of("{\"contents\":[{\"parts\":[{\"text\":\"hi\"}]}]}")),
                    Map.entry(
                            "/v1/embeddings",
                            List.of(
                                    "{\"model\":\"sandbox/echo\",\"input\":[\"hi\"],\"encoding_format\":\"base64\"}")),
                    Map.entry(
                            "/v1/moderations",
                            List.of("{\"model\":\"sandbox/echo\",\"input\":\"hi\"}")),
                    Map.entry(
                            "/v1/rerank",
                            List.of(
                                    "{\"model\":\"sandbox/echo\",\"query\":\"hi\",\"documents\":[\"a\"]}")),
                    Map.entry(
                            "/v1/images/generations",
                            List.of("{\"model\":\"sandbox/echo\",\"prompt\":\"hi\",\"n\":1}")),
                    Map.entry(
                            "/v1/audio/speech",
                            List.of(
                                    "{\"model\":\"sandbox/echo\",\"input\":\"hi\",\"voice\":\"a\"}")),
                    Map.entry("/api/admin/v1/chat", List.of(CHAT + ",\"group\":\"Standard\"}")));

    private static final String PARTS =
            "--b\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\nsandbox/echo\r\n--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\nContent-Type: audio/wav\r\n\r\nRIFF\r\n--b--\r\n";

    static final Map<String, String> MULTIPART =
            Map.of(
                    "/v1/audio/transcriptions", PARTS,
                    "/v1/audio/translations", PARTS,
                    "/v1/images/edits", PARTS,
                    "/v1/images/variations", PARTS);

    private FuzzBodies() {}
}
