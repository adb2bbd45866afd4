package dev.syngate.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.gateway.Gateway;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What a restore of a backup replaces must be gone.
@Timeout(120)
class WindowLeakTest {
    private static final int WINDOWS = 4;
    private static final int LOOKS = 20;

    @TempDir private Path folder;

    @Test
    void aWindowThatWasClosedIsHeldByNothing() throws Exception {
        try (Gateway gateway = Windows.gateway(folder)) {
            List<WeakReference<SyngateWindow>> closed = new ArrayList<>();
            for (int i = 0; i < WINDOWS; i++) {
                Windows.Shown shown = Windows.show(gateway, folder, 1000, 700);
                closed.add(new WeakReference<>(shown.window()));
                shown.close();
            }
            // the toolkit holds the one that it showed last
            Windows.show(gateway, folder, 1000, 700).close();
            long held = WINDOWS;
            for (int look = 0; look < LOOKS && held > 0; look++) {
                System.gc();
                Fx.run(() -> {});
                held = closed.stream().filter(one -> !one.refersTo(null)).count();
            }
            assertThat(held).isZero();
        }
    }
}
