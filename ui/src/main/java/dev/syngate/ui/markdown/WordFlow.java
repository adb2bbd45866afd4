package dev.syngate.ui.markdown;

import dev.syngate.ui.parts.Boxes;
import java.util.List;
import javafx.geometry.NodeOrientation;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.shape.Path;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.jspecify.annotations.Nullable;

/// A flow of text of which a part may be selected. Text that begins in Arabic or Hebrew runs from
/// right to left.
final class WordFlow extends TextFlow {
    private static final char EMBEDDED = '\uFFFC';

    /// In a font of the system: where letters and full stop come from two fonts, the toolkit puts
    /// the full stop before the sentence.
    private static final String FROM_RIGHT = "from-right";

    /// Null until something is selected.
    private @Nullable Path highlight;

    private String words;
    private int from;
    private int to;

    WordFlow(Node... pieces) {
        words = words(List.of(pieces));
        getChildren().addAll(pieces);
        if (runsFromRight(words)) {
            setNodeOrientation(NodeOrientation.RIGHT_TO_LEFT);
            getStyleClass().add(FROM_RIGHT);
        }
    }

    private static String words(List<Node> pieces) {
        StringBuilder all = new StringBuilder();
        for (Node piece : pieces) {
            if (piece instanceof Text text) {
                all.append(text.getText());
            } else {
                all.append(EMBEDDED);
            }
        }
        return all.toString();
    }

    /// Takes over what has become of the text since, so that what did not change keeps its nodes.
    ///
    /// @param next is not used any more, whatever came of it
    /// @return false: it is another kind of text
    boolean become(WordFlow next) {
        if (!getStyleClass().equals(next.getStyleClass())
                || getNodeOrientation() != next.getNodeOrientation()) {
            return false;
        }
        List<Node> pieces = List.copyOf(getManagedChildren());
        List<Node> others = List.copyOf(next.getManagedChildren());
        int kept = 0;
        while (kept < Math.min(pieces.size(), others.size())
                && agree(pieces.get(kept), others.get(kept))) {
            ((Text) pieces.get(kept)).setText(((Text) others.get(kept)).getText());
            kept++;
        }
        next.getChildren().clear();
        getChildren().removeAll(pieces.subList(kept, pieces.size()));
        getChildren().addAll(others.subList(kept, others.size()));
        words = words(getManagedChildren());
        return true;
    }

    /// Whether a piece can show what another one shows: links and formulas only themselves.
    private static boolean agree(Node piece, Node other) {
        return piece instanceof Text text
                && other instanceof Text now
                && text.getStyleClass().equals(now.getStyleClass())
                && text.getOnMouseClicked() == null
                && now.getOnMouseClicked() == null;
    }

    private static boolean runsFromRight(String text) {
        return text.codePoints()
                .map(Character::getDirectionality)
                .filter(d ->
                        d == Character.DIRECTIONALITY_LEFT_TO_RIGHT
                                || d == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                                || d == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC)
                .mapToObj(d -> d != Character.DIRECTIONALITY_LEFT_TO_RIGHT)
                .findFirst()
                .orElse(false);
    }

    /// Every character that it shows; a formula counts as one.
    String words() {
        return words;
    }

    /// How wide its longest word is.
    double longestWord() {
        double widest = 0;
        for (Node piece : getManagedChildren()) {
            if (piece instanceof Text text) {
                widest = Math.max(widest, width(longest(text.getText()), text.getFont()));
            }
        }
        return widest;
    }

    private static String longest(String text) {
        String found = "";
        for (String word : text.split("\\s+")) {
            found = word.length() > found.length() ? word : found;
        }
        return found;
    }

    private static double width(String word, Font font) {
        Text measured = new Text(word);
        measured.setFont(font);
        return measured.getLayoutBounds().getWidth();
    }

    /// The place in its words that is nearest to a point of the scene.
    int placeAt(double sceneX, double sceneY) {
        Point2D point = sceneToLocal(sceneX, sceneY);
        if (point.getY() < 0) {
            return 0;
        }
        if (point.getY() > getHeight()) {
            return words.length();
        }
        return Math.clamp(getHitInfo(point).getInsertionIndex(), 0, words.length());
    }

    void select(int newFrom, int newTo) {
        if (from == newFrom && to == newTo) {
            return;
        }
        from = newFrom;
        to = newTo;
        draw();
    }

    boolean isSelected() {
        return from < to;
    }

    private void draw() {
        if (from < to) {
            Path shown = highlight == null ? addHighlight() : highlight;
            shown.getElements().setAll(getRangeShape(from, to, true));
        } else if (highlight != null) {
            highlight.getElements().clear();
        }
    }

    private Path addHighlight() {
        Path added = Boxes.styled(new Path(), "selection");
        added.setManaged(false);
        added.setMouseTransparent(true);
        highlight = added;
        getChildren().addFirst(added);
        return added;
    }

    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        draw();
    }

    /// The selected words, formulas as they were written.
    String selected() {
        StringBuilder found = new StringBuilder();
        int at = 0;
        for (Node piece : getManagedChildren()) {
            if (piece instanceof Text text) {
                String literal = text.getText();
                int start = Math.clamp(from - (long) at, 0, literal.length());
                int end = Math.clamp(to - (long) at, start, literal.length());
                found.append(literal, start, end);
                at += literal.length();
            } else {
                if (from <= at && at < to) {
                    found.append(piece.getUserData());
                }
                at++;
            }
        }
        return found.toString();
    }
}
