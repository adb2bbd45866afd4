package dev.syngate.ui.markdown;

import dev.syngate.ui.texts.Texts;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import org.jspecify.annotations.Nullable;

/// Lets a person select and copy text across everything below one node, whatever it is made of.
public final class TextSelection {
    private static final KeyCombination COPY =
            new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);
    private static final KeyCombination ALL =
            new KeyCodeCombination(KeyCode.A, KeyCombination.SHORTCUT_DOWN);

    private final Parent root;
    private final ContextMenu menu = new ContextMenu();
    private List<WordFlow> flows = List.of();
    private @Nullable WordFlow anchor;
    private int anchorPlace;
    private boolean selecting;
    private boolean all;

    public TextSelection(Parent root, Texts texts) {
        this.root = root;
        MenuItem copy = new MenuItem(texts.of("copy"));
        copy.setOnAction(event -> copy(selected()));
        MenuItem asMarkdown = new MenuItem(texts.of("copy.markdown"));
        asMarkdown.setOnAction(event -> copy(markdown()));
        MenuItem everything = new MenuItem(texts.of("select.all"));
        everything.setOnAction(event -> selectAll());
        menu.getItems().addAll(copy, asMarkdown, everything);
        root.addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
        root.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::drag);
        root.addEventFilter(MouseEvent.MOUSE_RELEASED, event -> selecting = false);
        root.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        root.addEventHandler(
                ContextMenuEvent.CONTEXT_MENU_REQUESTED,
                event -> {
                    copy.setDisable(!all && !isAnythingSelected(root));
                    asMarkdown.setDisable(copy.isDisable());
                    menu.show(root, event.getScreenX(), event.getScreenY());
                    event.consume();
                });
    }

    private void press(MouseEvent event) {
        menu.hide();
        if (event.getButton() != MouseButton.PRIMARY) {
            return;
        }
        flows = flows();
        if (flows.isEmpty()) {
            return;
        }
        selecting = true;
        if (event.isShiftDown() && anchor != null) {
            reach(event.getSceneX(), event.getSceneY());
            event.consume();
            return;
        }
        clear();
        WordFlow under = flowAt(event.getTarget());
        anchor =
                under == null ? flows.get(nearest(event.getSceneX(), event.getSceneY(), 0)) : under;
        anchorPlace = anchor.placeAt(event.getSceneX(), event.getSceneY());
        if (under == null) {
            return;
        }
        root.requestFocus();
        if (event.getClickCount() == 2) {
            selectWord(under, anchorPlace);
        } else if (event.getClickCount() > 2) {
            under.select(0, under.words().length());
        }
        event.consume();
    }

    private static void selectWord(WordFlow flow, int place) {
        String words = flow.words();
        int from = place;
        while (from > 0 && Character.isLetterOrDigit(words.charAt(from - 1))) {
            from--;
        }
        int to = place;
        while (to < words.length() && Character.isLetterOrDigit(words.charAt(to))) {
            to++;
        }
        flow.select(from, to);
    }

    private void drag(MouseEvent event) {
        if (selecting && event.isPrimaryButtonDown()) {
            root.requestFocus();
            reach(event.getSceneX(), event.getSceneY());
            event.consume();
        }
    }

    /// Whether a person holds the button down with which the selection began.
    public boolean isSelecting() {
        return selecting;
    }

    /// Selects from where the selection began to what is nearest to a point of the scene.
    public void reach(double sceneX, double sceneY) {
        flows = flows();
        int start = flows.indexOf(anchor);
        if (start < 0) {
            return;
        }
        int end = nearest(sceneX, sceneY, start);
        int place = flows.get(end).placeAt(sceneX, sceneY);
        for (int i = 0; i < flows.size(); i++) {
            WordFlow flow = flows.get(i);
            int length = flow.words().length();
            if (i == start && i == end) {
                flow.select(Math.min(anchorPlace, place), Math.max(anchorPlace, place));
            } else if (i == start) {
                flow.select(end > i ? anchorPlace : 0, end > i ? length : anchorPlace);
            } else if (i == end) {
                flow.select(start > i ? place : 0, start > i ? length : place);
            } else {
                boolean between = i > Math.min(start, end) && i < Math.max(start, end);
                flow.select(0, between ? length : 0);
            }
        }
    }

    /// The flow that is nearest to the point, above all by its line.
    private int nearest(double x, double y, int otherwise) {
        int found = otherwise;
        double best = Double.MAX_VALUE;
        for (int i = 0; i < flows.size(); i++) {
            Bounds bounds = flows.get(i).localToScene(flows.get(i).getLayoutBounds());
            double dy = Math.max(0, Math.max(bounds.getMinY() - y, y - bounds.getMaxY()));
            double dx = Math.max(0, Math.max(bounds.getMinX() - x, x - bounds.getMaxX()));
            double distance = dy * 1000 + dx;
            if (distance < best) {
                best = distance;
                found = i;
            }
        }
        return found;
    }

    private void key(KeyEvent event) {
        if (COPY.match(event)) {
            copy(selected());
            event.consume();
        } else if (ALL.match(event)) {
            selectAll();
            event.consume();
        }
    }

    /// Selects everything.
    public void selectAll() {
        all = true;
        refresh();
    }

    /// Marks what has come in sight since everything was selected.
    public void refresh() {
        if (all) {
            flows().forEach(flow -> flow.select(0, flow.words().length()));
        }
    }

    private void clear() {
        all = false;
        flows().forEach(flow -> flow.select(0, 0));
    }

    /// The selected text, one line for each paragraph.
    public String selected() {
        List<String> lines = new ArrayList<>();
        collect(root, all, lines, false);
        return String.join("\n", lines);
    }

    /// The blocks that are selected, or in part, as they were written.
    public String markdown() {
        List<String> blocks = new ArrayList<>();
        collect(root, all, blocks, true);
        return String.join("\n\n", blocks);
    }

    private static void collect(Node node, boolean all, List<String> found, boolean written) {
        switch (node) {
            case Node hidden when !hidden.isVisible() -> {}
            case WordFlow flow when flow.isSelected() -> found.add(flow.selected());
            case MarkdownView view -> {
                for (BlockSlot slot : view.slots()) {
                    if (written && (all || slot.isSelected())) {
                        found.add(slot.source());
                    } else if (!written && slot.node() != null) {
                        collect(slot.node(), all, found, false);
                    } else if (!written && all) {
                        found.add(slot.words());
                    }
                }
            }
            default -> inside(node).forEach(child -> collect(child, all, found, written));
        }
    }

    static boolean isAnythingSelected(Node node) {
        return node instanceof WordFlow flow
                ? flow.isSelected()
                : inside(node).stream().anyMatch(TextSelection::isAnythingSelected);
    }

    private static List<Node> inside(Node node) {
        return switch (node) {
            case WordFlow ignored -> List.of();
            case Parent parent -> parent.getChildrenUnmodifiable();
            default -> List.of();
        };
    }

    private static void copy(String text) {
        if (!text.isEmpty()) {
            ClipboardContent content = new ClipboardContent();
            content.putString(text);
            Clipboard.getSystemClipboard().setContent(content);
        }
    }

    private List<WordFlow> flows() {
        List<WordFlow> found = new ArrayList<>();
        collect(root, found);
        return found;
    }

    private static void collect(Node node, List<WordFlow> found) {
        if (!node.isVisible()) {
            return;
        }
        if (node instanceof WordFlow flow) {
            found.add(flow);
        } else {
            inside(node).forEach(child -> collect(child, found));
        }
    }

    private static @Nullable WordFlow flowAt(Object target) {
        for (Node node = target instanceof Node start ? start : null;
                node != null;
                node = node.getParent()) {
            if (node instanceof WordFlow flow) {
                return flow;
            }
        }
        return null;
    }
}
