package dev.syngate.ui.markdown;

import org.commonmark.node.CustomNode;
import org.commonmark.node.Paragraph;
import org.commonmark.node.Text;
import org.jspecify.annotations.Nullable;

/// The box before a task, `[x]`.
final class TaskMark extends CustomNode {
    private final boolean done;

    private TaskMark(boolean done) {
        this.done = done;
    }

    boolean done() {
        return done;
    }

    /// The mark that the paragraph begins with, taken out of its text; null: none.
    static @Nullable TaskMark of(Paragraph paragraph) {
        if (paragraph.getFirstChild() instanceof TaskMark mark) {
            return mark;
        }
        if (paragraph.getFirstChild() instanceof Text text
                && text.getLiteral().matches("(?s)\\[[ xX]\\] .*")) {
            TaskMark mark = new TaskMark(text.getLiteral().charAt(1) != ' ');
            text.setLiteral(text.getLiteral().substring(4));
            paragraph.prependChild(mark);
            return mark;
        }
        return null;
    }
}
