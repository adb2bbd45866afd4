package dev.syngate.ui.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.ui.texts.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ScrollPane;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;

class MarkdownViewTest {
    private static final String ANSWER =
            """
            # A title

            Some **bold**, *soft* and `code` words, <b>no HTML</b>.

            | a | b |
            |---|--:|
            | 1 | 2 |

            - one
            - two
              1. deep

            ```java
            int x = 1; // count
            ```

            > quoted

            [link](https://example.org) and [bad](javascript:alert) ![pic](https://example.org/p.png)
            """;
    private final Texts texts = Texts.in(Locale.ENGLISH);
    private final List<String> opened = new ArrayList<>();

    @BeforeAll
    static void startToolkit() throws Exception {
        FxToolkit.registerPrimaryStage();
    }

    private MarkdownView view() {
        return new MarkdownView(texts, opened::add);
    }

    private static void collect(Node node, List<TextFlow> flows) {
        switch (node) {
            case TextFlow flow -> flows.add(flow);
            case ScrollPane scroll -> collect(scroll.getContent(), flows);
            case Parent parent ->
                    parent.getChildrenUnmodifiable().forEach(child -> collect(child, flows));
            default -> {}
        }
    }

    private static List<String> words(Node node) {
        List<TextFlow> flows = new ArrayList<>();
        collect(node, flows);
        return flows.stream()
                .map(flow ->
                        flow.getChildren().stream()
                                .filter(Text.class::isInstance)
                                .map(text -> ((Text) text).getText())
                                .collect(Collectors.joining()))
                .toList();
    }

    @Test
    void aTextThatGrowsLetterByLetterEndsAsIfItHadComeAtOnce() {
        MarkdownView grown = view();
        for (int end = 1; end <= ANSWER.length(); end++) {
            grown.show(ANSWER.substring(0, end));
        }
        MarkdownView whole = view();
        whole.show(ANSWER);
        assertThat(words(grown)).isEqualTo(words(whole));
        assertThat(grown.getChildren()).hasSameSizeAs(whole.getChildren());
        assertThat(words(whole))
                .contains("A title", "1", "2", "one", "deep", "int x = 1; // count", "quoted")
                .anyMatch(line -> line.contains("<b>no HTML</b>"));
    }

    @Test
    void blocksThatCanNotChangeAreNotMadeAnew() {
        MarkdownView view = view();
        view.show("First\n\nSecond\n\nThird\n\nFour");
        Node first = view.getChildren().getFirst();
        view.show("First\n\nSecond\n\nThird\n\nFourth and more");
        assertThat(view.getChildren().getFirst()).isSameAs(first);
        assertThat(words(view)).containsExactly("First", "Second", "Third", "Fourth and more");
    }

    @Test
    void onlyWebLinksCanBeOpened() {
        MarkdownView view = view();
        view.show("[good](https://example.org/a) [bad](javascript:alert(1)) [file](file:///etc)");
        List<TextFlow> flows = new ArrayList<>();
        collect(view, flows);
        flows.getFirst()
                .getChildren()
                .forEach(text -> {
                    if (text.getOnMouseClicked() != null) {
                        text.getOnMouseClicked().handle(null);
                    }
                });
        assertThat(opened).containsExactly("https://example.org/a");
    }

    @Test
    void colouringNeverChangesTheCode() {
        for (String code : List.of(ANSWER, "\"open", "/* open", "x = 'a\\'b' # c", "")) {
            assertThat(
                            CodeColours.of(code).stream()
                                    .map(CodeColours.Piece::text)
                                    .collect(Collectors.joining()))
                    .isEqualTo(code);
        }
        assertThat(CodeColours.of("return x; // done"))
                .extracting(CodeColours.Piece::kind)
                .containsExactly(
                        CodeColours.Kind.KEYWORD, CodeColours.Kind.PLAIN, CodeColours.Kind.COMMENT);
    }
}
