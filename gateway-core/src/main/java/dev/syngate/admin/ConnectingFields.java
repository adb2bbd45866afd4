package dev.syngate.admin;

import dev.syngate.call.RefusedException;
import dev.syngate.provider.Connecting;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// The fields that say how a provider is connected to. Times are seconds, or `none` for no limit;
/// `usual` takes a setting back.
final class ConnectingFields {
    static final String CONNECT = "connect_timeout";
    static final String FIRST_BYTE = "first_byte_timeout";
    static final String SILENCE = "silence_timeout";
    static final String CA_FILE = "ca_file";

    static final String NONE = "none";
    private static final String USUAL = "usual";

    private ConnectingFields() {}

    /// What the fields say, in the place of what was.
    static Connecting read(Fields fields, Connecting old) {
        return new Connecting(
                seconds(fields, CONNECT, old.connectSeconds()),
                seconds(fields, FIRST_BYTE, old.firstByteSeconds()),
                seconds(fields, SILENCE, old.silenceSeconds()),
                file(fields, CA_FILE, old.caFile()),
                TransportFields.read(fields, old.transport()));
    }

    private static @Nullable Integer seconds(Fields fields, String name, @Nullable Integer old) {
        if (!fields.has(name)) {
            return old;
        }
        if (!fields.json().path(name).isString()) {
            return fields.number(name, 0);
        }
        return switch (fields.text(name)) {
            case NONE -> 0;
            case USUAL -> null;
            default ->
                    throw RefusedException.field(
                            name, "\"" + name + "\" is a number of seconds, none or usual");
        };
    }

    static @Nullable String file(Fields fields, String name, @Nullable String old) {
        return fields.has(name) ? TransportFields.unlessNone(fields.text(name)) : old;
    }

    /// What is set; what is usual stays out.
    static void show(ObjectNode shown, Connecting connecting) {
        show(shown, CONNECT, connecting.connectSeconds());
        show(shown, FIRST_BYTE, connecting.firstByteSeconds());
        show(shown, SILENCE, connecting.silenceSeconds());
        if (connecting.caFile() != null) {
            shown.put(CA_FILE, connecting.caFile());
        }
        TransportFields.show(shown, connecting.transport());
    }

    private static void show(ObjectNode shown, String name, @Nullable Integer seconds) {
        if (seconds != null) {
            if (seconds == 0) {
                shown.put(name, NONE);
            } else {
                shown.put(name, seconds);
            }
        }
    }
}
