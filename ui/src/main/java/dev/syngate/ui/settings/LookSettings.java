package dev.syngate.ui.settings;

import atlantafx.base.controls.ToggleSwitch;
import dev.syngate.ui.frame.WindowPreferences;
import dev.syngate.ui.fx.Background;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Buttons;
import dev.syngate.ui.parts.Choice;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.parts.Note;
import dev.syngate.ui.parts.Segments;
import dev.syngate.ui.texts.Texts;
import dev.syngate.ui.theme.Accent;
import dev.syngate.ui.theme.Density;
import dev.syngate.ui.theme.EastAsianFonts;
import dev.syngate.ui.theme.ThemeChoice;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// How the window looks, and its language.
final class LookSettings {
    private final Texts texts;
    private final WindowPreferences preferences;
    private final Consumer<javafx.util.Subscription> keep;
    private final VBox missing = new VBox();

    /// @param keep ends a subscription with the page
    LookSettings(
            Texts texts, WindowPreferences preferences, Consumer<javafx.util.Subscription> keep) {
        this.texts = texts;
        this.preferences = preferences;
        this.keep = keep;
    }

    List<Node> cards() {
        SettingRows rows = new SettingRows(texts);
        Boxes.show(missing, false);
        return List.of(
                rows.section(
                        "look",
                        rows.row(
                                "theme",
                                segments(
                                        ThemeChoice.values(),
                                        "theme.",
                                        preferences.themeProperty())),
                        rows.row("accent", accents()),
                        rows.row(
                                "density",
                                segments(
                                        Density.values(),
                                        "density.",
                                        preferences.densityProperty())),
                        rows.row("zoom", zoom())),
                rows.section(
                        "language.card",
                        rows.row("language", languages()),
                        rows.row("enter", enterSends())),
                missing);
    }

    /// Says so where this machine can't show the characters of a language.
    void shown() {
        Background.live()
                .run(
                        () -> EastAsianFonts.OF_SYSTEM.areMissing(),
                        none -> {
                            missing.getChildren()
                                    .setAll(new Note("warning", texts.of("fonts.missing")));
                            Boxes.show(missing, none);
                        },
                        failure -> {});
    }

    private <E extends Enum<E>> Segments<E> segments(
            E[] values, String prefix, ObjectProperty<E> chosen) {
        Segments<E> segments =
                new Segments<>(List.of(values), chosen.get(), one -> texts.of(prefix + key(one)));
        keep.accept(segments.chosenProperty().subscribe(chosen::set));
        keep.accept(chosen.subscribe(segments.chosenProperty()::set));
        return segments;
    }

    private static String key(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT);
    }

    private Choice<Accent> accents() {
        Choice<Accent> accent =
                new Choice<>(List.of(Accent.values()), one -> texts.of("accent." + key(one)));
        accent.setValue(preferences.accentProperty().get());
        accent.setAccessibleText(texts.of("settings.accent"));
        accent.valueProperty()
                .subscribe(chosen -> {
                    if (chosen != null) {
                        preferences.accentProperty().set(chosen);
                    }
                });
        return accent;
    }

    private Node zoom() {
        Label percent = Labels.whole("", "figure");
        keep.accept(
                preferences
                        .zoomProperty()
                        .subscribe(now -> percent.setText(now.intValue() + " %")));
        percent.setMinWidth(48);
        return Boxes.row(
                8,
                Buttons.icon(Feather.MINUS, texts.of("zoom.out"), () -> preferences.zoomBy(-1)),
                percent,
                Buttons.icon(Feather.PLUS, texts.of("zoom.in"), () -> preferences.zoomBy(1)),
                Buttons.small(texts.of("zoom.usual"), null, () -> preferences.zoomBy(0)));
    }

    private Choice<Locale> languages() {
        Choice<Locale> language = new Choice<>(Texts.LANGUAGES, one -> one.getDisplayLanguage(one));
        language.setValue(texts.locale());
        language.setAccessibleText(texts.of("settings.language"));
        language.valueProperty()
                .subscribe(chosen -> {
                    if (chosen != null && !chosen.equals(texts.locale())) {
                        preferences.languageProperty().set(chosen);
                    }
                });
        return language;
    }

    private ToggleSwitch enterSends() {
        ToggleSwitch enter = new ToggleSwitch();
        enter.setAccessibleText(texts.of("settings.enter"));
        enter.setSelected(preferences.enterSendsProperty().get());
        keep.accept(enter.selectedProperty().subscribe(preferences.enterSendsProperty()::set));
        return enter;
    }
}
