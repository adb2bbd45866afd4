package dev.syngate.ui;

import dev.syngate.ui.theme.Theme;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/// Chooses the fonts as the program does: before whichever test starts the toolkit first.
public final class ChosenFonts implements LauncherSessionListener {
    @Override
    public void launcherSessionOpened(LauncherSession session) {
        Theme.chooseFonts();
    }
}
