package dev.syngate.ui.requests;

import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.DrawerForm;
import dev.syngate.ui.parts.Field;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.texts.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.controlsfx.control.RangeSlider;

/// Asks between which costs and between which durations requests are looked for; what is chosen
/// becomes terms of the filter. The ends of a scale mean no bound.
final class RangesForm implements DrawerForm.Form<List<String>> {
    private static final List<String> DOLLARS =
            List.of("0", "0.0001", "0.001", "0.01", "0.05", "0.1", "0.5", "1", "5", "");
    private static final List<String> TIMES =
            List.of("0s", "100ms", "500ms", "1s", "2s", "5s", "10s", "30s", "60s", "");

    private final Range cost;
    private final Range time;
    private final Texts texts;

    /// @param terms of the filter, from which both start
    RangesForm(Texts texts, List<String> terms) {
        this.texts = texts;
        cost = new Range("cost", DOLLARS, value -> "$" + value, terms);
        time = new Range("slow:", TIMES, value -> value, terms);
    }

    /// The terms of a filter without those that this form is about.
    static List<String> without(List<String> terms) {
        return terms.stream().filter(term -> !term.matches("(cost|slow:?)[<>].*")).toList();
    }

    @Override
    public List<Node> fields() {
        return List.of(
                new Field(texts.of("requests.column.cost"), cost.node()),
                new Field(texts.of("requests.column.duration"), time.node()));
    }

    @Override
    public Node first() {
        return cost.slider;
    }

    @Override
    public List<String> check() {
        List<String> terms = new ArrayList<>(cost.terms());
        terms.addAll(time.terms());
        return terms;
    }

    /// Two bounds on a scale of round values.
    private final class Range {
        private final String term;
        private final List<String> scale;
        private final UnaryOperator<String> name;
        private final RangeSlider slider;
        private final Label says = Labels.of("", "secondary-strong");

        Range(String term, List<String> scale, UnaryOperator<String> name, List<String> now) {
            this.term = term;
            this.scale = scale;
            this.name = name;
            int last = scale.size() - 1;
            slider = new RangeSlider(0, last, start(now, ">", 0), start(now, "<", last));
            slider.setMajorTickUnit(1);
            slider.setMinorTickCount(0);
            slider.setBlockIncrement(1);
            slider.setSnapToTicks(true);
            slider.lowValueProperty().subscribe(value -> tell());
            slider.highValueProperty().subscribe(value -> tell());
        }

        private int start(List<String> now, String sign, int otherwise) {
            return now.stream()
                    .filter(one -> one.startsWith(term + sign))
                    .map(one -> scale.indexOf(one.substring(term.length() + 1)))
                    .filter(place -> place >= 0)
                    .findFirst()
                    .orElse(otherwise);
        }

        private int low() {
            return (int) Math.round(slider.getLowValue());
        }

        private int high() {
            return (int) Math.round(slider.getHighValue());
        }

        private boolean isOpen() {
            return high() == scale.size() - 1;
        }

        private void tell() {
            String from = name.apply(scale.get(low()));
            says.setText(
                    isOpen()
                            ? texts.of("range.from", from)
                            : texts.of("range.between", from, name.apply(scale.get(high()))));
            slider.setAccessibleText(says.getText());
        }

        Node node() {
            return Boxes.styled(new VBox(6, says, slider), "range");
        }

        List<String> terms() {
            List<String> terms = new ArrayList<>();
            if (low() > 0) {
                terms.add(term + ">" + scale.get(low()));
            }
            if (!isOpen()) {
                terms.add(term + "<" + scale.get(high()));
            }
            return terms;
        }
    }
}
