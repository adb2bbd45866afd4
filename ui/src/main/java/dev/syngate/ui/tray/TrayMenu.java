package dev.syngate.ui.tray;

import dev.syngate.ui.texts.Texts;
import java.awt.AWTException;
import java.awt.Image;
import java.awt.MenuItem;
import java.awt.PopupMenu;
import java.awt.SystemTray;
import java.awt.Toolkit;
import java.awt.TrayIcon;
import java.net.URL;
import org.jspecify.annotations.Nullable;

/// The icon and its menu. AWT's event thread only.
final class TrayMenu {
    private static final System.Logger LOG = System.getLogger(TrayMenu.class.getName());

    private final Texts texts;
    private final MenuItem state = new MenuItem();
    private final MenuItem spent = new MenuItem();
    private final MenuItem copy;
    private final MenuItem toggle = new MenuItem();
    private final TrayIcon icon;

    private TrayMenu(Texts texts, Tray.Actions actions) {
        this.texts = texts;
        URL picture = TrayMenu.class.getResource("/dev/syngate/ui/icon-64.png");
        Image image = Toolkit.getDefaultToolkit().createImage(picture);
        PopupMenu menu = new PopupMenu();
        state.setEnabled(false);
        spent.setEnabled(false);
        menu.add(state);
        menu.add(spent);
        menu.addSeparator();
        menu.add(item(texts.of("tray.open"), actions.open()));
        copy = item(texts.of("gateway.copy"), actions.copyAddress());
        menu.add(copy);
        toggle.addActionListener(event -> actions.toggle().run());
        menu.add(toggle);
        menu.addSeparator();
        menu.add(item(texts.of("settings.quit"), actions.quit()));
        icon = new TrayIcon(image, "Syngate", menu);
        icon.setImageAutoSize(true);
        icon.addActionListener(event -> actions.open().run());
    }

    /// Puts it into the tray; null when the tray takes none.
    static @Nullable TrayMenu put(Texts texts, Tray.Actions actions) {
        Thread.currentThread().setUncaughtExceptionHandler(TrayMenu::uncaught);
        TrayMenu made = new TrayMenu(texts, actions);
        try {
            SystemTray.getSystemTray().add(made.icon);
            LOG.log(System.Logger.Level.INFO, "an icon is in the tray");
            return made;
        } catch (AWTException e) {
            LOG.log(System.Logger.Level.WARNING, "the tray takes no icon", e);
            return null;
        }
    }

    /// AWT throws this on its own thread when a tray with an icon in it goes away.
    private static void uncaught(Thread thread, Throwable failure) {
        Thread.UncaughtExceptionHandler usual = Thread.getDefaultUncaughtExceptionHandler();
        if (failure instanceof UnsupportedOperationException || usual == null) {
            LOG.log(System.Logger.Level.INFO, "the tray is gone", failure);
        } else {
            usual.uncaughtException(thread, failure);
        }
    }

    private static MenuItem item(String text, Runnable action) {
        MenuItem made = new MenuItem(text);
        made.addActionListener(event -> action.run());
        return made;
    }

    void tell(Tray.Look now) {
        state.setLabel(now.state());
        spent.setLabel(now.spent());
        copy.setEnabled(now.running());
        toggle.setLabel(texts.of(now.running() ? "gateway.pause" : "gateway.resume"));
        icon.setToolTip("Syngate – " + now.state() + " – " + now.spent());
    }

    void remove() {
        SystemTray.getSystemTray().remove(icon);
    }
}
