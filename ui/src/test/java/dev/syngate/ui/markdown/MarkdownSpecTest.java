package dev.syngate.ui.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.ui.texts.Texts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ScrollPane;
import javafx.scene.text.Text;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testfx.api.FxToolkit;

/// All examples of the specifications of CommonMark and of GitHub's Markdown.
class MarkdownSpecTest {
    private static final Pattern EXAMPLE =
            Pattern.compile("(?ms)^`{32} example[^\n]*\n(.*?)^\\.\n(.*?)^`{32}$");
    private static final double WIDTH = 600;

    /// The head of a code block with the space around it is the highest thing without words.
    private static final double HIGHEST_GAP = 60;

    private final Texts texts = Texts.in(Locale.ENGLISH);

    private record Example(String markdown, String html) {
        /// What a reader of the page sees, without white space.
        String words() {
            return html.replaceAll("(?s)<!--.*?-->|<[a-zA-Z/!?][^>]*>", "")
                    .replace("&lt;", "<")
                    .replace("&gt;", ">")
                    .replace("&quot;", "\"")
                    .replace("&amp;", "&")
                    .replaceAll("\\s|\u00a0", "");
        }
    }

    @BeforeAll
    static void startToolkit() throws Exception {
        FxToolkit.registerPrimaryStage();
    }

    private static List<Example> examples(String file) throws IOException {
        try (InputStream in = MarkdownSpecTest.class.getResourceAsStream("/" + file)) {
            String spec =
                    new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            List<Example> found = new ArrayList<>();
            for (Matcher m = EXAMPLE.matcher(spec); m.find(); ) {
                found.add(
                        new Example(m.group(1).replace('→', '\t'), m.group(2).replace('→', '\t')));
            }
            return found;
        }
    }

    private MarkdownView shown(String markdown) {
        MarkdownView view = new MarkdownView(texts, link -> {});
        view.show(markdown);
        return view;
    }

    private static String words(Node node) {
        StringBuilder all = new StringBuilder();
        collect(node, all);
        return all.toString().replaceAll("[\\s\u00a0]", "");
    }

    private static void collect(Node node, StringBuilder all) {
        switch (node) {
            case Formula formula -> all.append(formula.getUserData());
            case Text text -> all.append(text.getText());
            case ScrollPane scroll -> collect(scroll.getContent(), all);
            case Parent parent ->
                    parent.getChildrenUnmodifiable().forEach(child -> collect(child, all));
            default -> {}
        }
    }

    /// Whether all characters are there, in their order; more may be, such as the tags of HTML.
    private static boolean isWithin(String expected, String found) {
        int at = 0;
        for (int i = 0; i < expected.length(); i++) {
            at = found.indexOf(expected.charAt(i), at) + 1;
            if (at == 0) {
                return false;
            }
        }
        return true;
    }

    @ParameterizedTest
    @ValueSource(strings = {"spec.txt", "gfm-spec.txt"})
    void noWordOfAnyExampleIsLost(String file) throws IOException {
        List<String> lost = new ArrayList<>();
        List<Example> examples = examples(file);
        for (Example example : examples) {
            String found = words(shown(example.markdown()));
            if (!isWithin(example.words(), found)) {
                lost.add(example.markdown() + " -> " + found + "\n");
            }
        }
        assertThat(examples).hasSizeGreaterThan(600);
        assertThat(lost).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"spec.txt", "gfm-spec.txt"})
    void noExampleIsHigherThanItsWordsNeed(String file) throws IOException {
        List<String> high = new ArrayList<>();
        for (Example example : examples(file)) {
            MarkdownView view = shown(example.markdown());
            new Scene(view, WIDTH, WIDTH);
            view.applyCss();
            view.resize(WIDTH, view.prefHeight(WIDTH));
            view.layout();
            if (blank(view) > HIGHEST_GAP) {
                high.add(blank(view) + ": " + example.markdown());
            }
        }
        assertThat(high).isEmpty();
    }

    /// The highest part of a view in which nothing stands.
    private static double blank(MarkdownView view) {
        List<Bounds> drawn = new ArrayList<>();
        leaves(view, drawn);
        drawn.sort(Comparator.comparing(Bounds::getMinY));
        double highest = 0;
        double end = 0;
        for (Bounds one : drawn) {
            highest = Math.max(highest, one.getMinY() - end);
            end = Math.max(end, one.getMaxY());
        }
        return Math.max(highest, view.getHeight() - end);
    }

    private static void leaves(Node node, List<Bounds> drawn) {
        if (node instanceof Parent parent && !parent.getChildrenUnmodifiable().isEmpty()) {
            parent.getChildrenUnmodifiable().forEach(child -> leaves(child, drawn));
        } else if (node.isVisible() && !node.getBoundsInLocal().isEmpty()) {
            drawn.add(node.localToScene(node.getBoundsInLocal()));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aStreamOfAnythingCutAnywhereEndsAsIfItHadComeAtOnce(long seed) throws IOException {
        Random random = new Random(seed);
        List<Example> examples = new ArrayList<>(examples("gfm-spec.txt"));
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            text.append(examples.get(random.nextInt(examples.size())).markdown());
            text.append(i % 3 == 0 ? "\n\n" : i % 3 == 1 ? "\n" : "\\[ x \uD83D\uDE00 $a$ ~~");
        }
        MarkdownView grown = new MarkdownView(texts, link -> {});
        for (int end = 0; end < text.length(); end += 1 + random.nextInt(12)) {
            grown.show(text.substring(0, end));
        }
        grown.show(text.toString());
        assertThat(words(grown)).isEqualTo(words(shown(text.toString())));
    }
}
