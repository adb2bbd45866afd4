package dev.syngate.desktop;

import dev.syngate.store.CachedMap;
import dev.syngate.store.RecordMap;
import dev.syngate.store.Store;

/// What was chosen for this data directory about the window and the start at login. Safe for any
/// thread.
public final class DesktopSettings {
    /// The store's map that holds the choices.
    public static final RecordMap<DesktopChoices> MAP =
            new RecordMap<>("desktop", DesktopChoices.class);

    private static final String CHOSEN = "chosen";
    private final CachedMap<DesktopChoices> chosen;
    private final LoginStart loginStart;

    public DesktopSettings(Store store, LoginStart loginStart) {
        chosen = new CachedMap<>(store, MAP);
        this.loginStart = loginStart;
    }

    /// At once, from memory.
    public DesktopChoices get() {
        DesktopChoices found = chosen.get(CHOSEN);
        return found == null ? DesktopChoices.USUAL : found;
    }

    /// Whether the system starts the program at login, as the system has it.
    public boolean startsAtLogin() {
        return loginStart.isOn();
    }

    /// @throws dev.syngate.call.RefusedException when this system can't be told to start the
    ///   program
    public void set(DesktopChoices choices, boolean startAtLogin) {
        if (startAtLogin) {
            loginStart.turnOn(choices.startHidden());
        } else if (loginStart.isOn()) {
            loginStart.turnOff();
        }
        chosen.put(CHOSEN, choices);
    }
}
