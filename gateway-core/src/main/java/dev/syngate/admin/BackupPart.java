package dev.syngate.admin;

import dev.syngate.backup.BackupSchedule;
import dev.syngate.call.RefusedException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// When automatic backups are made, and how many stay.
record BackupPart(BackupSchedule schedule) implements SettingsPart {
    private static final String DAILY = "daily_backups";
    private static final String KEPT = "backups_kept";
    private static final String HOUR = "backup_hour";
    private static final String ANY = "any";

    @Override
    public Set<String> fields() {
        return Set.of(DAILY, KEPT, HOUR);
    }

    @Override
    public Runnable change(Fields fields) {
        BackupSchedule.Chosen before = schedule.get();
        int kept = fields.number(KEPT, before.kept());
        try {
            BackupSchedule.Chosen chosen =
                    new BackupSchedule.Chosen(
                            fields.flag(DAILY, before.daily()), kept, hour(fields, before.hour()));
            return () -> schedule.set(chosen);
        } catch (IllegalArgumentException e) {
            String wrong = kept == before.kept() ? HOUR : KEPT;
            throw RefusedException.field(wrong, String.valueOf(e.getMessage()));
        }
    }

    private static @Nullable Integer hour(Fields fields, @Nullable Integer before) {
        if (!fields.has(HOUR)) {
            return before;
        }
        JsonNode given = fields.json().path(HOUR);
        if (given.isString() && given.asString().equals(ANY)) {
            return null;
        }
        if (!given.isInt()) {
            throw RefusedException.field(HOUR, "\"backup_hour\" is an hour from 0 to 23, or any");
        }
        return given.asInt();
    }

    @Override
    public void show(ObjectNode shown) {
        BackupSchedule.Chosen now = schedule.get();
        shown.put(DAILY, now.daily()).put(KEPT, now.kept());
        if (now.hour() == null) {
            shown.put(HOUR, ANY);
        } else {
            shown.put(HOUR, now.hour());
        }
    }
}
