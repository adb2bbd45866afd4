package dev.syngate.ui.settings;

import dev.syngate.gateway.Gateway;
import dev.syngate.gateway.Management;
import dev.syngate.ui.fx.Background;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/// The settings of gateway and data without their looks. FX thread only.
public final class SettingsViewModel {
    /// How long request records are kept.
    record Kept(int days, int records) {}

    /// An automatic backup.
    record Backup(String file, String time, long size) {}

    private final Gateway gateway;
    private final Management management;
    private final Background background;

    public SettingsViewModel(Gateway gateway, Background background) {
        this.gateway = gateway;
        this.management = gateway.management();
        this.background = background;
    }

    /// The settings of the program itself.
    ProgramSettingsModel program() {
        return new ProgramSettingsModel(management, background);
    }

    String bind() {
        return gateway.bind();
    }

    int port() {
        return gateway.port();
    }

    /// Listens at another place from now on.
    void move(String bind, int port, Runnable done, Consumer<String> failed) {
        run(() -> gateway.move(bind, port), state -> done.run(), failed);
    }

    void pause(Runnable done) {
        run(
                () -> {
                    gateway.pause();
                    return gateway.state();
                },
                state -> done.run(),
                message -> done.run());
    }

    void resume(Runnable done) {
        run(gateway::start, state -> done.run(), message -> done.run());
    }

    void retention(Consumer<Kept> found) {
        run(() -> kept(management.get("settings")), found, message -> {});
    }

    void keep(Kept kept, Consumer<Kept> done, Consumer<String> failed) {
        Map<String, Integer> fields =
                Map.of("retention_days", kept.days(), "retention_records", kept.records());
        run(() -> kept(management.patch(fields, "settings")), done, failed);
    }

    private static Kept kept(JsonNode shown) {
        return new Kept(
                shown.path("retention_days").asInt(), shown.path("retention_records").asInt());
    }

    void backups(Consumer<List<Backup>> found) {
        run(
                () ->
                        management
                                .get("backups")
                                .valueStream()
                                .map(one ->
                                        new Backup(
                                                one.path("file").asString(""),
                                                one.path("time").asString(""),
                                                one.path("size").asLong()))
                                .toList(),
                found,
                message -> {});
    }

    void backUp(Path file, Runnable done, Consumer<String> failed) {
        Map<String, Object> fields = Map.of("file", file.toString(), "force", true);
        run(() -> management.post(fields, "backups"), made -> done.run(), failed);
    }

    private <T> void run(Supplier<T> how, Consumer<? super T> done, Consumer<String> failed) {
        background.run(how, done, failure -> failed.accept(String.valueOf(failure.getMessage())));
    }
}
