package dev.syngate.admin;

import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// Some of the settings: those of one room.
interface SettingsPart {
    /// The names of its fields.
    Set<String> fields();

    /// Changes what is given; what is not stays as it is.
    ///
    /// @throws dev.syngate.call.RefusedException when a value can't be had; then nothing has
    ///   changed
    void change(Fields fields);

    void show(ObjectNode shown);
}
