package dev.syngate.ui.texts;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.function.UnaryOperator;

/// The texts of one language.
///
/// Patterns are those of [MessageFormat]. A key that does not exist is a bug and throws
/// [java.util.MissingResourceException].
public final class Texts {
    /// The languages of the window, the first one for everybody else.
    public static final List<Locale> LANGUAGES =
            List.of(Locale.ENGLISH, Locale.of("vi"), Locale.CHINESE);

    private final Locale locale;
    private final ResourceBundle bundle;

    private final UnaryOperator<String> accent;

    private Texts(Locale locale, UnaryOperator<String> accent) {
        this.locale = locale;
        this.accent = accent;
        this.bundle =
                ResourceBundle.getBundle(
                        "dev.syngate.ui.texts.texts",
                        locale,
                        Texts.class.getClassLoader(),
                        ResourceBundle.Control.getNoFallbackControl(
                                ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /// The texts in the language nearest to the locale.
    public static Texts in(Locale locale) {
        return new Texts(
                LANGUAGES.stream()
                        .filter(known -> known.getLanguage().equals(locale.getLanguage()))
                        .findFirst()
                        .orElse(LANGUAGES.getFirst()),
                UnaryOperator.identity());
    }

    /// The same texts, each changed, so that whatever does not come from here can be told.
    public Texts spokenWith(UnaryOperator<String> newAccent) {
        return new Texts(locale, newAccent);
    }

    public String of(String key, Object... arguments) {
        return accent.apply(new MessageFormat(bundle.getString(key), locale).format(arguments));
    }

    /// The text of what the key names with the word, or the word itself where none is known: it may
    /// come from a newer program.
    public String word(String key, String word) {
        return bundle.containsKey(key + word) ? of(key + word) : word;
    }

    /// The language, for numbers and dates.
    public Locale locale() {
        return locale;
    }
}
