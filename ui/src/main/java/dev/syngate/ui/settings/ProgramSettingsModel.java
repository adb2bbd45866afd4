package dev.syngate.ui.settings;

import dev.syngate.gateway.Management;
import dev.syngate.ui.frame.NewVersion;
import dev.syngate.ui.fx.Background;
import dev.syngate.ui.page.PageState;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/// The settings of the program without their looks. FX thread only.
final class ProgramSettingsModel {
    /// What is chosen.
    record Chosen(boolean atLogin, boolean hidden, boolean keepRunning, boolean checkUpdates) {}

    /// Where versions are announced.
    ///
    /// @param key what announcements are signed with
    record Source(String url, String key) {}

    private final Management management;
    private final Background background;
    private final Consumer<PageState> state;

    /// @param state is told whether what is set could be read
    ProgramSettingsModel(Management management, Background background, Consumer<PageState> state) {
        this.management = management;
        this.background = background;
        this.state = state;
    }

    void load(Consumer<Chosen> found) {
        read(() -> chosen(management.get("settings")), found);
    }

    void change(String field, boolean now, Consumer<Chosen> done, Consumer<String> failed) {
        run(() -> chosen(management.patch(Map.of(field, now), "settings")), done, failed);
    }

    void source(Consumer<Source> found) {
        read(
                () -> management.get("settings"),
                shown ->
                        found.accept(
                                new Source(
                                        shown.path("update_url").asString(""),
                                        shown.path("update_key").asString(""))));
    }

    void setSource(Source source, Runnable done, Consumer<? super RuntimeException> failed) {
        background.run(
                () ->
                        management.patch(
                                Map.of("update_url", source.url(), "update_key", source.key()),
                                "settings"),
                set -> done.run(),
                failed);
    }

    private static Chosen chosen(JsonNode shown) {
        return new Chosen(
                shown.path("start_at_login").asBoolean(),
                shown.path("start_hidden").asBoolean(),
                shown.path("keep_running").asBoolean(),
                shown.path("check_updates").asBoolean());
    }

    void report(Path file, Runnable done, Consumer<String> failed) {
        run(
                () -> management.post(Map.of("file", file.toString()), "diagnostics"),
                made -> done.run(),
                failed);
    }

    /// Looks for a newer version now; at most one is found.
    void look(Consumer<Optional<NewVersion>> found, Consumer<String> failed) {
        run(() -> NewVersion.in(management.post(Map.of(), "updates")), found, failed);
    }

    private <T> void read(Supplier<T> how, Consumer<? super T> found) {
        run(
                how,
                shown -> {
                    state.accept(new PageState.Ready());
                    found.accept(shown);
                },
                reason -> state.accept(new PageState.Failed(reason)));
    }

    private <T> void run(Supplier<T> how, Consumer<? super T> done, Consumer<String> failed) {
        background.run(how, done, failure -> failed.accept(String.valueOf(failure.getMessage())));
    }
}
