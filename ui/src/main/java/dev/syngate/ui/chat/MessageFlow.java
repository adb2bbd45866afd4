package dev.syngate.ui.chat;

import dev.syngate.chat.AnswerProgress;
import dev.syngate.history.Conversation;
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
    private static final int AT_ONCE = 6;

    /// So near to the top the messages before are made, in pixels.
    private static final double NEAR_TOP = 300;

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
                        showEarlierNearTop();
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

    private void showEarlierNearTop() {
        double above = scroll.getVvalue() * centred.getHeight();
        if (earlier.isVisible() && above < NEAR_TOP) {
            showEarlier();
        }
    }

    private void showEarlier() {
        double below = centred.getHeight() * (1 - scroll.getVvalue());
        made += AT_ONCE;
        following(false);
        show(model.currentProperty().get());
        applyCss();
        layout();
        scroll.setVvalue(1 - below / Math.max(1, centred.getHeight()));
    }

    /// Shows the open branch of the conversation.
    void show(Conversation now) {
        boolean same = now.id().equals(conversation);
        if (!same) {
            conversation = now.id();
            made = AT_ONCE;
            messages.getChildren().clear();
        }
        List<Integer> path = now.path();
        List<Integer> shown = path.subList(Math.max(0, path.size() - made), path.size());
        if (!same || startsElsewhere(shown)) {
            messages.getChildren().clear();
        }
        int kept = agreeing(now, shown);
        boolean grows = kept < shown.size() && made == AT_ONCE;
        messages.getChildren().remove(kept, messages.getChildren().size());
        for (int i = kept; i < shown.size(); i++) {
            messages.getChildren().add(make(now, shown.get(i)));
        }
        messages.getChildren().forEach(message -> ((MessageView) message).show(now));
        lane.setMaxWidth(endsInComparison(now) ? WIDE_LANE : LANE);
        int left = path.size() - shown.size();
        earlier.setText(texts.of("chat.earlier", left));
        Boxes.show(earlier, left > 0);
        if (grows) {
            toEnd();
        }
    }

    private boolean startsElsewhere(List<Integer> shown) {
        return !messages.getChildren().isEmpty()
                && !shown.isEmpty()
                && view(0).place() != shown.getFirst();
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
