package dev.syngate.ui.parts;

import javafx.scene.Node;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import org.jspecify.annotations.Nullable;

/// What is said of a node when the pointer rests on it. A tooltip is a window of its own: it is
/// made when the pointer comes, so that a thousand buttons cost nothing.
public final class Tip {
    private String words;
    private @Nullable Tooltip tooltip;

    private Tip(String words) {
        this.words = words;
    }

    /// Says the words of the node, instead of those that were said before.
    public static void on(Node node, String words) {
        if (node.getProperties().get(Tip.class) instanceof Tip known) {
            known.say(words);
            return;
        }
        Tip tip = new Tip(words);
        node.getProperties().put(Tip.class, tip);
        node.addEventHandler(MouseEvent.MOUSE_ENTERED, event -> tip.make(node));
    }

    private void say(String newWords) {
        words = newWords;
        if (tooltip != null) {
            tooltip.setText(newWords);
        }
    }

    private void make(Node node) {
        if (tooltip == null) {
            tooltip = new Tooltip(words);
            Tooltip.install(node, tooltip);
        }
    }
}
