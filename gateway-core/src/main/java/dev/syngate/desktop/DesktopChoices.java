package dev.syngate.desktop;

/// What a person chose about the window.
///
/// @param startHidden whether a start at login shows no window
/// @param keepRunning whether the gateway goes on when the window is closed
public record DesktopChoices(boolean startHidden, boolean keepRunning) {
    public static final DesktopChoices USUAL = new DesktopChoices(false, false);
}
