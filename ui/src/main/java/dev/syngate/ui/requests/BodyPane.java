package dev.syngate.ui.requests;

import dev.syngate.bodies.KeptBodies;
import dev.syngate.codec.Transcript;
import dev.syngate.hub.Message;
import dev.syngate.hub.Part;
import dev.syngate.requestlog.RequestRecord;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.CopyButton;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.parts.Segments;
import dev.syngate.ui.texts.Texts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.VBox;

/// One side of what was said: as people read it, or byte for byte.
final class BodyPane extends VBox {
    private static final int RAW_ROWS = 26;
    private static final int LONGEST_SHOWN = 200_000;
    private static boolean showsRaw;

    private final Texts texts;
    private final VBox content = Boxes.column(12);

    private BodyPane(Texts texts, String raw, boolean isCut, List<Node> rendered) {
        super(12);
        this.texts = texts;
        Segments<Boolean> form =
                new Segments<>(
                        List.of(false, true),
                        showsRaw,
                        asRaw -> texts.of(asRaw ? "bodies.raw" : "bodies.rendered"));
        form.chosenProperty()
                .subscribe(asRaw -> {
                    showsRaw = asRaw;
                    content.getChildren()
                            .setAll(asRaw || rendered.isEmpty() ? List.of(raw(raw)) : rendered);
                });
        getChildren()
                .addAll(
                        Boxes.row(
                                8,
                                form,
                                Boxes.spacer(),
                                CopyButton.icon(texts, texts.of("bodies.copy"), () -> raw)),
                        content);
        if (isCut) {
            getChildren().add(wrapped(texts.of("bodies.cut"), "caption"));
        }
    }

    /// What was asked.
    static Node request(Texts texts, RequestRecord item, KeptBodies kept) {
        List<Node> rendered = new ArrayList<>();
        for (Message message : transcript(item, kept).asked()) {
            String role = texts.of("bodies.role." + message.role().name().toLowerCase(Locale.ROOT));
            message.parts().forEach(part -> rendered.add(part(texts, role, part)));
        }
        return new BodyPane(
                texts, text(kept.requestType(), kept.request()), kept.isRequestCut(), rendered);
    }

    /// What was answered.
    static Node response(Texts texts, RequestRecord item, KeptBodies kept) {
        String role = texts.of("bodies.role.assistant");
        List<Node> rendered =
                transcript(item, kept).answered().stream()
                        .map(part -> part(texts, role, part))
                        .toList();
        return new BodyPane(
                texts, text(kept.responseType(), kept.response()), kept.isResponseCut(), rendered);
    }

    private static Transcript transcript(RequestRecord item, KeptBodies kept) {
        return Transcript.of(item.endpoint(), kept.request(), kept.response());
    }

    private static String text(String type, byte[] body) {
        return KeptBodies.isText(type)
                ? new String(body, StandardCharsets.UTF_8)
                : "(" + type + ", " + body.length + " B)";
    }

    private static Node part(Texts texts, String role, Part part) {
        return switch (part) {
            case Part.Text(String text, _) -> said(role, text);
            case Part.Refused(String text) -> said(role, text);
            case Part.Reasoning thought ->
                    said(
                            role + " · " + texts.of("bodies.thinking"),
                            thought.text().isEmpty()
                                    ? texts.of("bodies.thinking.hidden")
                                    : thought.text(),
                            "secondary");
            case Part.ToolCall call ->
                    said(
                            role + " · " + texts.of("bodies.call", call.name()),
                            call.arguments(),
                            "mono");
            case Part.ToolResult result ->
                    said(
                            texts.of(
                                    "bodies.result",
                                    Objects.requireNonNullElse(result.name(), result.callId())),
                            result.text(),
                            "mono");
            case Part.Media media ->
                    said(
                            role,
                            "["
                                    + media.kind().name().toLowerCase(Locale.ROOT)
                                    + (media.mime().isEmpty() ? "" : " " + media.mime())
                                    + "]");
        };
    }

    private static Node said(String who, String words, String... classes) {
        String shown =
                words.length() > LONGEST_SHOWN ? words.substring(0, LONGEST_SHOWN) + "…" : words;
        return Boxes.styled(
                Boxes.column(4, Labels.of(who, "caption"), wrapped(shown, classes)), "said");
    }

    private static Label wrapped(String words, String... classes) {
        Label label = Labels.of(words, classes);
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }

    private Node raw(String text) {
        TextArea area = new TextArea(text);
        area.setEditable(false);
        area.setWrapText(true);
        area.setPrefRowCount(RAW_ROWS);
        area.setAccessibleText(texts.of("bodies.raw"));
        area.getStyleClass().add("mono");
        return area;
    }
}
