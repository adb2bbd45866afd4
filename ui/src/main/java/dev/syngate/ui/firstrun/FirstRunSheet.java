package dev.syngate.ui.firstrun;

import dev.syngate.ui.page.PageTools;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Buttons;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.texts.Texts;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// From an empty gateway to the first answer in three steps: a provider, a hello, a tool's key. It
/// can be left at any time.
public final class FirstRunSheet extends VBox {
    private static final double WIDTH = 720;
    private static final List<String> STEPS = List.of("provider", "hello", "connect");

    private final PageTools tools;
    private final Texts texts;
    private final Runnable done;
    private final HBox path = Boxes.row(12);
    private final StackPane place = new StackPane();
    private final Button next;
    private final Button skip;
    private final ProviderStep providerStep;
    private final HelloStep helloStep;
    private final ConnectStep connectStep;
    private int step;

    /// @param done runs when the steps were done or skipped
    public FirstRunSheet(PageTools tools, FirstRunViewModel model, Runnable done) {
        this.tools = tools;
        this.texts = tools.texts();
        this.done = done;
        getStyleClass().add("first-run");
        next = Buttons.primary(texts.of("firstrun.continue"), Feather.ARROW_RIGHT, this::next);
        next.setDefaultButton(true);
        skip = Buttons.link(texts.of("firstrun.skip"), this::leave);
        providerStep = new ProviderStep(texts, model, this::ready);
        helloStep = new HelloStep(texts, tools.figures(), model, tools.openLink());
        connectStep = new ConnectStep(texts, model);
        Label running = Labels.pill(texts.of("gateway.running"), "success");
        HBox foot =
                Boxes.styled(
                        Boxes.row(
                                8,
                                running,
                                Labels.of(model.baseUrl(), "mono", "muted"),
                                Boxes.spacer(),
                                skip,
                                next),
                        "sheet-foot");
        path.setAlignment(javafx.geometry.Pos.CENTER);
        VBox body = Boxes.styled(Boxes.column(16, path, place), "sheet-body");
        getChildren().addAll(body, foot);
        open();
    }

    /// Shows it over everything else.
    public void show() {
        tools.overlay().showSheet(this, WIDTH, providerStep.first(), this::leave);
    }

    /// Looks at the answer again; called a few times a second.
    public void pulse() {
        if (step == 1) {
            helloStep.pulse();
        }
    }

    /// Whoever works with the keyboard goes on with Enter.
    private void ready() {
        next.setDisable(false);
        next.requestFocus();
    }

    private void open() {
        path.getChildren().clear();
        for (int i = 0; i < STEPS.size(); i++) {
            Label number = Labels.whole(Integer.toString(i + 1), "step-number");
            number.getStyleClass().add(i < step ? "success" : i == step ? "now" : "later");
            Label name = Labels.of(texts.of("firstrun.step." + STEPS.get(i)));
            name.getStyleClass().add(i == step ? "medium" : "muted");
            path.getChildren().add(Boxes.row(8, number, name));
        }
        Node shown =
                switch (step) {
                    case 0 -> providerStep;
                    case 1 -> helloStep;
                    default -> connectStep;
                };
        place.getChildren().setAll(shown);
        boolean last = step == STEPS.size() - 1;
        next.setDisable(step == 0 && providerStep.models().isEmpty());
        next.setText(texts.of(last ? "done" : "firstrun.continue"));
        Boxes.show(skip, !last);
    }

    private void next() {
        if (step == STEPS.size() - 1) {
            leave();
            return;
        }
        step++;
        open();
        if (step == 1) {
            helloStep.begin(providerStep.models());
        } else {
            connectStep.begin();
        }
    }

    private void leave() {
        helloStep.stop();
        tools.overlay().hide();
        done.run();
    }
}
