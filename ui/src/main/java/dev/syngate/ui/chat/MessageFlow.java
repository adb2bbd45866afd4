package dev.syngate.ui.chat;

import dev.syngate.chat.AnswerProgress;
import dev.syngate.history.Conversation;
import dev.syngate.ui.fx.Pulse;
import dev.syngate.ui.markdown.MarkdownView;
import dev.syngate.ui.markdown.TextSelection;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Buttons;
import dev.syngate.ui.texts.Figures;
import dev.syngate.ui.texts.Texts;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The messages of one conversation below each other. It follows what grows until the reader
/// scrolls up, and offers a way back to the end. Of long conversations only the last messages are
/// made until the reader asks for more.
final class MessageFlow extends StackPane {
    private static final double LANE = 720;
    private static final double WIDE_LANE = 1400;

    /// So many messages are made at a time, the last ones first.
    private static final int AT_ONCE = 3;

    /// So near to the top the messages before are made, in pixels.
    private static final double NEAR_TOP = 300;

    private static final double LOOKS_PER_SECOND = 20;

    private static final double END = 0.999;
    private static final int MOST_LOOKS = 4;

    /// So many heights of the window above and below have nodes too.
    private static final double MARGIN = 0.5;

    private final Texts texts;
    private final Figures figures;
    private final ChatViewModel model;
    private final ExchangeView.Actions actions;
    private final Button earlier;
    private final MessageColumn messages = new MessageColumn();
    private final TextSelection selection;
    private final ScrollPane scroll = new ScrollPane();
    private final VBox lane;
    private final StackPane centred;
    private final Button toEnd;
    private final Pulse reach = new Pulse(LOOKS_PER_SECOND, this::reach);
    private String conversation = "";
    private int made = AT_ONCE;
    private boolean following = true;

    MessageFlow(Texts texts, Figures figures, ChatViewModel model, ExchangeView.Actions actions) {
        this.texts = texts;
        this.figures = figures;
        this.model = model;
        this.actions = actions;
        earlier = Buttons.small("", Feather.CHEVRON_UP, this::showEarlier);
        lane = Boxes.column(16, earlier, messages);
        lane.setAlignment(Pos.TOP_CENTER);
        lane.setMaxWidth(LANE);
        lane.getStyleClass().add("lane");
        centred = new StackPane(lane);
        StackPane.setAlignment(lane, Pos.TOP_CENTER);
        centred.getStyleClass().add("flow");
        scroll.setContent(centred);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("message-flow");
        selection = new TextSelection(messages, texts);
        new SelectionScroll(scroll, selection, () -> following(false));
        toEnd = Buttons.icon(Feather.ARROW_DOWN, texts.of("chat.to.end"), this::toEnd);
        toEnd.getStyleClass().add("to-end");
        StackPane.setAlignment(toEnd, Pos.BOTTOM_CENTER);
        getChildren().addAll(scroll, toEnd);
        follow();
    }

    /// Whoever scrolls up reads; whoever comes to the end follows. Growth alone changes neither.
    private void follow() {
        scroll.addEventFilter(
                ScrollEvent.SCROLL,
                event -> {
                    if (event.getDeltaY() > 0) {
                        following(false);
                    }
                });
        scroll.addEventFilter(MouseEvent.MOUSE_DRAGGED, this::dragged);
        scroll.addEventHandler(MouseEvent.MOUSE_PRESSED, this::dragged);
        scroll.addEventFilter(
                KeyEvent.KEY_PRESSED,
                event -> {
                    switch (event.getCode()) {
                        case PAGE_UP, HOME, UP -> following(false);
                        default -> {}
                    }
                });
        scroll.vvalueProperty()
                .subscribe((before, now) -> {
                    if (now.doubleValue() > before.doubleValue() && now.doubleValue() >= END) {
                        following(true);
                    }
                    requestLayout();
                    reach.start();
                });
        centred.heightProperty().subscribe(height -> keepUp());
        scroll.viewportBoundsProperty().subscribe(bounds -> keepUp());
        following(true);
    }

    /// Gives nodes to what is in sight, and takes them from what is far away.
    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        boolean changed = true;
        for (int i = 0; i < MOST_LOOKS && changed; i++) {
            scroll.layout();
            changed = look();
        }
        scroll.layout();
    }

    private boolean look() {
        double room = scroll.getViewportBounds().getHeight();
        double start = scroll.localToScene(0, 0).getY();
        boolean changed = false;
        for (MarkdownView text : messages.texts()) {
            double top = start - text.localToScene(0, 0).getY();
            changed |= text.within(top - room * MARGIN, top + room * (1 + MARGIN));
        }
        if (changed) {
            selection.refresh();
        }
        return changed;
    }

    private void dragged(MouseEvent event) {
        for (Node node = event.getTarget() instanceof Node target ? target : null;
                node != null;
                node = node.getParent()) {
            if (node instanceof ScrollBar) {
                following(scroll.getVvalue() >= END);
            }
        }
    }

    private void keepUp() {
        if (following) {
            scroll.layout();
            scroll.setVvalue(scroll.getVmax());
        }
        showWay();
    }

    private void following(boolean now) {
        following = now;
        showWay();
    }

    private void showWay() {
        boolean fits = centred.getHeight() <= scroll.getViewportBounds().getHeight() + 1;
        Boxes.show(toEnd, !following && !fits);
    }

    boolean isFollowing() {
        return following;
    }

    /// Goes to the end and follows again.
    void toEnd() {
        following(true);
        keepUp();
    }

    /// Makes the messages before those that are made, a few at a time, as long as their end would
    /// be in reach.
    private void reach() {
        if (getScene() != null && earlier.isVisible() && scroll.getVvalue() * hidden() < NEAR_TOP) {
            showEarlier();
        } else {
            reach.stop();
        }
    }

    /// What is in sight stays where it is.
    private void showEarlier() {
        double below = (1 - scroll.getVvalue()) * hidden();
        made += AT_ONCE;
        show(model.currentProperty().get());
        applyCss();
        layout();
        if (!following) {
            scroll.setVvalue(1 - below / Math.max(1, hidden()));
        }
    }

    /// How much of the messages is out of sight, in pixels.
    private double hidden() {
        return Math.max(0, centred.getHeight() - scroll.getViewportBounds().getHeight());
    }

    /// Shows the open branch of the conversation.
    void show(Conversation now) {
        if (!now.id().equals(conversation)) {
            conversation = now.id();
            made = AT_ONCE;
            following(true);
            messages.getChildren().clear();
        }
        List<Integer> path = now.path();
        int known = first(now, path);
        int start = Math.max(0, path.size() - made);
        if (known < 0) {
            messages.getChildren().clear();
        } else {
            start = Math.min(start, known);
            messages.getChildren().addAll(0, make(now, path.subList(start, known)));
        }
        made = Math.max(AT_ONCE, path.size() - start);
        List<Integer> shown = path.subList(start, path.size());
        int kept = agreeing(now, shown);
        messages.getChildren().remove(kept, messages.getChildren().size());
        List<MessageView> more = make(now, shown.subList(kept, shown.size()));
        messages.getChildren().addAll(more);
        messages.getChildren().forEach(message -> ((MessageView) message).show(now));
        lane.setMaxWidth(endsInComparison(now) ? WIDE_LANE : LANE);
        earlier.setText(texts.of("chat.earlier", start));
        Boxes.show(earlier, start > 0);
        if (!more.isEmpty()) {
            toEnd();
        }
        reach.start();
    }

    /// Where on the path the first message is that is made; -1: nowhere.
    private int first(Conversation now, List<Integer> path) {
        for (int i = path.size() - 1; i >= 0 && !messages.getChildren().isEmpty(); i--) {
            if (view(0).isOf(now, path.get(i))) {
                return i;
            }
        }
        return -1;
    }

    private List<MessageView> make(Conversation now, List<Integer> places) {
        return places.stream().map(place -> make(now, place)).toList();
    }

    private MessageView make(Conversation now, int place) {
        List<Integer> compared = now.compared(place);
        return compared.size() > 1
                ? new ComparisonView(texts, figures, model, actions, now, compared)
                : new ExchangeView(
                        texts, figures, model, actions, place, now.exchanges().get(place));
    }

    private static boolean endsInComparison(Conversation now) {
        Integer end = now.shown();
        return end != null && now.compared(end).size() > 1;
    }

    private MessageView view(int index) {
        return (MessageView) messages.getChildren().get(index);
    }

    /// How many of the messages from the first on are the same.
    private int agreeing(Conversation now, List<Integer> shown) {
        int most = Math.min(shown.size(), messages.getChildren().size());
        int same = 0;
        while (same < most && view(same).isOf(now, shown.get(same))) {
            same++;
        }
        return same;
    }

    /// Shows what has come of an answer.
    void show(int place, AnswerProgress live) {
        messages.getChildren().forEach(message -> ((MessageView) message).show(place, live));
    }
}
