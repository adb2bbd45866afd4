package dev.syngate.ui.tray;

import dev.syngate.ui.texts.Texts;
import java.awt.AWTError;
import java.awt.EventQueue;
import java.awt.GraphicsEnvironment;
import java.awt.SystemTray;
import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// An icon in the system's tray, with how the gateway does and what one may want of it while there
/// is no window: Windows, macOS, and desktops of X11 that have such a tray.
///
/// It costs a second window toolkit in memory, so it is made only when the program is to outlive
/// its window. Safe for any thread; its actions come on a thread of that toolkit.
public final class Tray implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Tray.class.getName());
    private static final long LOOK_EVERY_MILLIS = 3000;

    /// A panel may start after the program at login.
    private static final long SEEK_EVERY_MILLIS = 15_000;

    private final Texts texts;
    private final Supplier<Look> look;
    private final Actions actions;
    private final CountDownLatch closed = new CountDownLatch(1);

    /// How the gateway does, in words.
    ///
    /// @param running whether it could be paused
    public record Look(String state, String spent, boolean running) {}

    /// What can be done.
    public record Actions(Runnable open, Runnable copyAddress, Runnable toggle, Runnable quit) {}

    private Tray(Texts texts, Supplier<Look> look, Actions actions) {
        this.texts = texts;
        this.look = look;
        this.actions = actions;
    }

    /// Puts the icon into the tray, a moment later, or as soon as there is one.
    ///
    /// @param look is asked every three seconds
    public static Tray show(Texts texts, Supplier<Look> look, Actions actions) {
        Tray tray = new Tray(texts, look, actions);
        Thread.ofPlatform().daemon().name("tray").start(tray::run);
        return tray;
    }

    private void run() {
        if (GraphicsEnvironment.isHeadless()) {
            return;
        }
        try {
            TrayMenu menu = null;
            do {
                menu = shown(menu);
            } while (!closed.await(
                    menu == null ? SEEK_EVERY_MILLIS : LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS));
            if (menu != null) {
                EventQueue.invokeAndWait(menu::remove);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (InvocationTargetException | AWTError | RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "no icon can be shown in the tray", e);
        }
    }

    /// The menu, brought up to date; put into the tray as soon as there is one. Null until then. A
    /// tray that comes again takes it back by itself.
    private @Nullable TrayMenu shown(@Nullable TrayMenu before)
            throws InterruptedException, InvocationTargetException {
        AtomicReference<@Nullable TrayMenu> now = new AtomicReference<>(before);
        if (before == null && SystemTray.isSupported()) {
            EventQueue.invokeAndWait(() -> now.set(TrayMenu.put(texts, actions)));
        }
        TrayMenu menu = now.get();
        if (menu != null) {
            Look told = look.get();
            EventQueue.invokeLater(() -> menu.tell(told));
        }
        return menu;
    }

    /// Takes the icon away, a moment later.
    @Override
    public void close() {
        closed.countDown();
    }
}
