package dev.syngate.admin;

import dev.syngate.call.RefusedException;
import dev.syngate.listening.ListeningSettings;
import dev.syngate.listening.Place;
import dev.syngate.protocol.Json;
import dev.syngate.retention.Retention;
import dev.syngate.retention.RetentionSettings;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Settings of the data directory: where its gateway listens, and how long records are kept.
final class SettingsAdmin implements Resource {
    private static final String BIND = "bind";
    private static final String PORT = "port";
    private static final String DAYS = "retention_days";
    private static final String RECORDS = "retention_records";
    private final RetentionSettings retention;
    private final ListeningSettings listening;
    private final Consumer<Place> move;

    private final List<SettingsPart> parts;
    private final Set<String> known;

    /// @param move makes a running gateway listen elsewhere, after this call
    /// @param parts the settings of other rooms
    SettingsAdmin(
            RetentionSettings retention,
            ListeningSettings listening,
            Consumer<Place> move,
            List<SettingsPart> parts) {
        this.parts = parts;
        this.known =
                Stream.concat(
                                Stream.of(BIND, PORT, DAYS, RECORDS),
                                parts.stream().flatMap(part -> part.fields().stream()))
                        .collect(Collectors.toUnmodifiableSet());
        this.retention = retention;
        this.listening = listening;
        this.move = move;
    }

    @Override
    public JsonNode handle(
            String method, List<String> path, Map<String, String> query, @Nullable JsonNode body) {
        return switch (method + " " + path.size()) {
            case "GET 0" -> show();
            case "PATCH 0" -> change(new Fields(body, known));
            default -> throw Resource.unknown(method);
        };
    }

    /// Nothing is changed where a value is wrong. One change at a time: each begins with what the
    /// one before left.
    private synchronized JsonNode change(Fields fields) {
        Retention before = retention.get();
        Retention after =
                new Retention(
                        number(fields, DAYS, before.days()),
                        number(fields, RECORDS, before.records()));
        Place was = listening.get();
        Place wanted = place(fields, was);
        List<Runnable> changes =
                parts.stream()
                        .filter(part -> fields.hasAnyOf(part.fields()))
                        .map(part -> part.change(fields))
                        .toList();
        changes.forEach(Runnable::run);
        if (!after.equals(before)) {
            retention.set(after);
        }
        if (!wanted.equals(was)) {
            listening.set(wanted);
            move.accept(wanted);
        }
        return show();
    }

    private static Place place(Fields fields, Place before) {
        String bind = fields.text(BIND, before.bind());
        int port = number(fields, PORT, before.port());
        try {
            return new Place(bind, port);
        } catch (IllegalArgumentException e) {
            boolean same = bind.equals(before.bind());
            throw RefusedException.field(same ? PORT : BIND, String.valueOf(e.getMessage()));
        }
    }

    private static int number(Fields fields, String name, int otherwise) {
        Integer found = fields.numberOrNull(name, otherwise);
        if (found == null) {
            throw RefusedException.field(name, "\"" + name + "\" must be a whole number");
        }
        return found;
    }

    private JsonNode show() {
        Retention now = retention.get();
        Place place = listening.get();
        ObjectNode shown =
                Json.MAPPER
                        .createObjectNode()
                        .put(BIND, place.bind())
                        .put(PORT, place.port())
                        .put(DAYS, now.days())
                        .put(RECORDS, now.records());
        parts.forEach(part -> part.show(shown));
        return shown;
    }
}
