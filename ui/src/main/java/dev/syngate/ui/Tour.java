package dev.syngate.ui;

import dev.syngate.ui.frame.Frame;
import dev.syngate.ui.fx.Pulse;
import java.util.Iterator;

/// Opens every page of a frame, one after the other, each long enough to be drawn. FX thread only.
final class Tour {
    private static final double PAGES_PER_SECOND = 2;

    private final Frame frame;
    private final Iterator<String> pages;
    private final Runnable done;
    private final Pulse steps = new Pulse(PAGES_PER_SECOND, this::step);

    /// @param done runs after the last page
    Tour(Frame frame, Runnable done) {
        this.frame = frame;
        this.pages = frame.pageIds().iterator();
        this.done = done;
    }

    void start() {
        steps.start();
    }

    private void step() {
        if (pages.hasNext()) {
            frame.open(pages.next());
        } else {
            steps.stop();
            done.run();
        }
    }
}
