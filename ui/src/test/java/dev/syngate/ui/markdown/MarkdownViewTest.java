package dev.syngate.ui.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.ui.texts.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ScrollBar;
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
    void whatGrowsKeepsItsNodesAndLooksAsIfItHadComeAtOnce() {
        MarkdownView view = view();
        view.show("A **bold** wo");
        Node paragraph = view.getChildren().getFirst();
        view.show("A **bold** word and `co");
        view.show("A **bold** word and `code`.");
        assertThat(view.getChildren()).containsExactly(paragraph);
        MarkdownView list = view();
        list.show("1. one\n2. tw");
        Node items = list.getChildren().getFirst();
        list.show("1. one\n2. two\n3. **th");
        list.show("1. one\n2. two\n3. **three**");
        assertThat(list.getChildren()).containsExactly(items);
        for (MarkdownView grown : List.of(view, list)) {
            MarkdownView whole = view();
            whole.show(grown.text());
            assertThat(words(grown)).isEqualTo(words(whole));
            assertThat(styles(grown)).isEqualTo(styles(whole));
        }
    }

    private static List<String> styles(Node node) {
        List<TextFlow> flows = new ArrayList<>();
        collect(node, flows);
        return flows.stream()
                .flatMap(flow -> flow.getChildren().stream())
                .map(piece -> String.join(" ", piece.getStyleClass()))
                .toList();
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

    private static double height(MarkdownView view) {
        new javafx.scene.Scene(view, 600, 400);
        view.applyCss();
        view.resize(600, view.prefHeight(600));
        view.layout();
        return view.prefHeight(600);
    }

    private double height(String markdown) {
        MarkdownView view = view();
        view.show(markdown);
        return height(view);
    }

    @Test
    void aListIsAsHighAsItsText() {
        String words = "word ".repeat(200);
        double paragraph = height(words);
        assertThat(height("- " + words)).isLessThan(paragraph * 1.3);
        assertThat(height("1. " + words + "\n   - " + words)).isLessThan(paragraph * 2.8);
        assertThat(height("> - " + words)).isLessThan(paragraph * 1.4);
    }

    @Test
    void codeOfOneLongStringIsShown() {
        String line = "x = \"" + "a\\n".repeat(20_000) + "\";";
        MarkdownView view = view();
        view.show("```java\n" + line + "\n```\n\nafter");
        assertThat(words(view)).contains(line, "after");
    }

    @Test
    void noTextThrowsWhereverItIsCut() {
        for (String text :
                List.of(
                        "> ".repeat(2000) + "deep",
                        "- ".repeat(500) + "deep",
                        "*".repeat(5000),
                        "[".repeat(5000) + "]".repeat(5000),
                        "\\[" + "{".repeat(3000),
                        "$$\\frac{1}{$$",
                        "| " + "a | ".repeat(300) + "\n|" + "---|".repeat(300) + "\n| x |",
                        "\u0000\ud83d \udc00 \u202e",
                        ANSWER)) {
            MarkdownView view = view();
            for (int end = 0; end < text.length(); end += 1 + text.length() / 40) {
                view.show(text.substring(0, end));
            }
            view.show(text);
            assertThat(view.getChildren()).isNotEmpty();
        }
    }

    @Test
    void deepQuotesStayInTheLane() {
        MarkdownView view = view();
        view.show("> ".repeat(400) + "deep");
        height(view);
        List<TextFlow> flows = new ArrayList<>();
        collect(view, flows);
        assertThat(flows.getFirst().localToScene(0, 0).getX()).isLessThan(300);
    }

    @Test
    void strikethroughTasksFootnotesAndAddressesAreUnderstood() {
        MarkdownView view = view();
        view.show(
                "~~old~~ see https://example.org/x and [^1]\n\n- [x] done\n- [ ] open\n\n[^1]: The note of two words");
        List<TextFlow> flows = new ArrayList<>();
        collect(view, flows);
        assertThat(words(view))
                .containsExactly(
                        "old see https://example.org/x and [1]",
                        "done",
                        "open",
                        "The note of two words");
        List<Text> texts =
                flows.getFirst().getChildren().stream()
                        .filter(Text.class::isInstance)
                        .map(Text.class::cast)
                        .toList();
        assertThat(texts.getFirst().isStrikethrough()).isTrue();
        assertThat(texts).anyMatch(text -> text.getStyleClass().contains("web-link"));
    }

    @Test
    void formulasAreDrawnAndMoneyIsLeftAlone() {
        MarkdownView view = view();
        view.show("It is \\(x^2\\), $y$ and $5 or $6.\n\n\\[\na = b\n\\]\n\n$$ c $$");
        assertThat(view.lookupAll(".formula")).hasSizeGreaterThanOrEqualTo(2);
        assertThat(words(view)).first().asString().contains("$5 or $6.").doesNotContain("\\(");
    }

    @Test
    void arabicAndHebrewRunFromRightToLeft() {
        MarkdownView view = view();
        view.show("مرحبا بالعالم\n\nשלום world\n\nhello שלום");
        List<TextFlow> flows = new ArrayList<>();
        collect(view, flows);
        assertThat(flows)
                .extracting(flow ->
                        flow.getNodeOrientation() == javafx.geometry.NodeOrientation.RIGHT_TO_LEFT)
                .containsExactly(true, true, false);
        assertThat(flows)
                .as("in the system's font, whose full stop stands where it should")
                .extracting(flow -> flow.getStyleClass().contains("from-right"))
                .containsExactly(true, true, false);
    }

    @Test
    void aTableOfManyColumnsScrollsAndCutsNoWord() {
        MarkdownView view = view();
        String row = "|" + "international |".repeat(14) + "\n";
        view.show(row + "|" + "---|".repeat(14) + "\n" + row);
        height(view);
        Sideways table = (Sideways) view.getChildren().getFirst();
        table.resize(600, table.prefHeight(600));
        table.layout();
        assertThat(table.wide().minWidth(-1)).isGreaterThan(14 * 80);
        assertThat(table.wide().getWidth()).isEqualTo(table.wide().minWidth(-1));
        ScrollBar bar = (ScrollBar) table.getChildrenUnmodifiable().getLast();
        bar.setValue(bar.getMax());
        assertThat(table.wide().getLayoutX() + table.wide().getWidth())
                .as("its last column is in sight")
                .isLessThanOrEqualTo(600);
    }

    @Test
    void aLongLineOfCodeIsOneLineHigh() {
        assertThat(height("```\n" + "x".repeat(9000) + "\n```"))
                .isLessThan(height("```\nx\n```") + 30);
    }

    @Test
    void longCodeIsCompleteWhenItIsCutIntoPieces() {
        String code = "/* a\n\n b */ int x = 1;\n".repeat(170).strip();
        MarkdownView view = view();
        view.show("```java\n" + code.substring(0, 2000));
        view.show("```java\n" + code);
        assertThat(String.join("\n", words(view))).isEqualTo(code);
        view.show("```java\n" + code + "\n```");
        assertThat(String.join("\n", words(view))).isEqualTo(code);
    }

    @Test
    void onlyWhatIsInSightHasNodesAndAllOfItIsCopied() {
        MarkdownView view = MarkdownView.lazy(texts, opened::add, false);
        view.show("Some words of a paragraph\n\n".repeat(500));
        height(view);
        view.within(0, 300);
        assertThat(view.getChildren()).hasSizeBetween(5, 20);
        TextSelection selection = new TextSelection(view, texts);
        selection.selectAll();
        assertThat(selection.selected().lines()).hasSize(500);
        assertThat(selection.markdown()).contains("paragraph\n\nSome");
    }

    @Test
    void whatIsSelectedAcrossParagraphsIsCopied() {
        MarkdownView view = view();
        view.show("First one\n\n- second\n\n```\nthird\n```");
        TextSelection selection = new TextSelection(view, texts);
        selection.selectAll();
        assertThat(selection.selected()).isEqualTo("First one\nsecond\nthird");
    }
}
