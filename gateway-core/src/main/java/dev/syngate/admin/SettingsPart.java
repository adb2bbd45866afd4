package dev.syngate.admin;

import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// Some of the settings: those of one room.
interface SettingsPart {
    /// The names of its fields.
    Set<String> fields();

    /// Reads what is given; what is not stays as it is.
    ///
    /// @return makes the change; only what the system may refuse is still refused then
    /// @throws dev.syngate.call.RefusedException when a value can't be had
    Runnable change(Fields fields);

    void show(ObjectNode shown);
}
