package dev.syngate.ui.frame;

import dev.syngate.ui.frame.Palette.Command;
import dev.syngate.ui.page.Page;
import dev.syngate.ui.parts.CopyButton;
import dev.syngate.ui.texts.Texts;
import dev.syngate.ui.theme.ThemeChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/// What the palette offers: pages, actions, and everything that has a name.
///
/// @param create opens a page and starts to make a new one there
record PaletteCommands(
        Texts texts,
        FrameViewModel model,
        WindowPreferences preferences,
        Frame frame,
        Consumer<String> create) {
    private static final List<String> MADE =
            List.of("keys", "providers", "models", "groups", "balance");

    List<Command> of(List<Page> pages) {
        List<Command> commands = new ArrayList<>();
        for (Page page : pages) {
            String shortcut = page.shortcut().isEmpty() ? "" : "Ctrl " + page.shortcut();
            commands.add(
                    command(
                            page.icon(),
                            texts.of("page." + page.id()),
                            shortcut,
                            () -> frame.open(page.id())));
        }
        pages.stream()
                .filter(page -> MADE.contains(page.id()))
                .forEach(page ->
                        commands.add(
                                command(
                                        page.icon(),
                                        texts.of(page.id() + ".new"),
                                        "",
                                        () -> create.accept(page.id()))));
        commands.add(
                command(
                        Feather.COPY,
                        texts.of("gateway.copy"),
                        model.baseUrl(),
                        () -> CopyButton.copy(model.baseUrl())));
        boolean running = !model.baseUrl().isEmpty();
        commands.add(
                command(
                        running ? Feather.PAUSE : Feather.PLAY,
                        texts.of(running ? "gateway.pause" : "gateway.resume"),
                        "",
                        running ? model::pause : model::resume));
        commands.add(command(Feather.FILE_TEXT, texts.of("gateway.log"), "", frame::showLog));
        for (ThemeChoice choice : ThemeChoice.values()) {
            commands.add(
                    command(
                            Feather.MOON,
                            texts.of("theme.name", texts.of(nameOf(choice))),
                            "",
                            () -> preferences.themeProperty().set(choice)));
        }
        return commands;
    }

    private static String nameOf(ThemeChoice choice) {
        return "theme." + choice.name().toLowerCase(Locale.ROOT);
    }

    /// What has a name, by its page.
    List<Command> of(List<Page> pages, List<FrameViewModel.Thing> things) {
        return things.stream().map(thing -> named(pages, thing)).toList();
    }

    private Command named(List<Page> pages, FrameViewModel.Thing thing) {
        Ikon icon =
                pages.stream()
                        .filter(page -> page.id().equals(thing.page()))
                        .map(Page::icon)
                        .findFirst()
                        .orElse(Feather.CIRCLE);
        return new Command(
                icon,
                thing.name(),
                texts.of("page." + thing.page()),
                false,
                () -> frame.open(thing.page(), thing.name()));
    }

    /// The requests that the words may be about.
    Command requests(String words) {
        return new Command(
                Feather.ACTIVITY,
                texts.of("palette.requests", words),
                texts.of("page.requests"),
                false,
                () -> frame.open("requests", words));
    }

    private static Command command(Ikon icon, String name, String hint, Runnable action) {
        return new Command(icon, name, hint, true, action);
    }
}
