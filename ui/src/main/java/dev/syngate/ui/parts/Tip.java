package dev.syngate.ui.parts;

import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import org.jspecify.annotations.Nullable;

/// What is said of a node when the pointer rests on it. A tooltip is a window of its own: it is
/// made when the pointer comes, so that a thousand buttons cost nothing.
public final class Tip {
    private Supplier<String> words;
    private @Nullable Tooltip tooltip;

    private Tip(Supplier<String> words) {
        this.words = words;
    }

    /// Says the words of the node, instead of those that were said before.
    public static void on(Node node, String words) {
        on(node, () -> words);
    }

    /// As the other, with words that are found when they are wanted.
    public static void on(Node node, Supplier<String> words) {
        if (node.getProperties().get(Tip.class) instanceof Tip known) {
            known.say(words);
            return;
        }
        Tip tip = new Tip(words);
        node.getProperties().put(Tip.class, tip);
        node.addEventHandler(MouseEvent.MOUSE_ENTERED, event -> tip.make(node));
    }

    /// Lets one node say what is said of another; false: only one of them says something.
    static boolean passOn(Node from, Node to) {
        if (isOn(from) != isOn(to)) {
            return false;
        }
        if (isOn(from) && from.getProperties().get(Tip.class) instanceof Tip tip) {
            on(to, tip.words);
        }
        return true;
    }

    /// Whether something is said of the node.
    static boolean isOn(Node node) {
        return node.hasProperties() && node.getProperties().containsKey(Tip.class);
    }

    private void say(Supplier<String> newWords) {
        words = newWords;
        if (tooltip != null) {
            tooltip.setText(newWords.get());
        }
    }

    private void make(Node node) {
        if (tooltip == null) {
            tooltip = new Tooltip(words.get());
            Tooltip.install(node, tooltip);
        }
    }
}
