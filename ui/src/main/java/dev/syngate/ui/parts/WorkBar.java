package dev.syngate.ui.parts;

import dev.syngate.ui.texts.Texts;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.ProgressBar;
import org.controlsfx.control.StatusBar;

/// The foot of the window while something takes its time: what it is, how far it is, and a way to
/// give it up. Of several the newest is shown. FX thread only.
public final class WorkBar extends StatusBar {
    private final List<Work> running = new ArrayList<>();
    private final Button cancel;

    public WorkBar(Texts texts) {
        cancel = Buttons.small(texts.of("cancel"), null, () -> running.getLast().cancel());
        getStyleClass().add("work-bar");
        getRightItems().add(cancel);
        show();
    }

    /// Begins to show work that can be given up.
    public Work start(String what) {
        return start(what, () -> {});
    }

    /// As the other.
    ///
    /// @param stop runs when it is given up
    public Work start(String what, Runnable stop) {
        Work work = new Work(what, stop);
        running.add(work);
        show();
        return work;
    }

    private void show() {
        Boxes.show(this, !running.isEmpty());
        if (running.isEmpty()) {
            setText("");
            setProgress(0);
        } else {
            Work newest = running.getLast();
            setText(newest.what);
            setProgress(newest.share);
            cancel.setDisable(newest.cancelled);
        }
    }

    /// Something that takes its time.
    public final class Work {
        private final String what;
        private final Runnable stop;
        private double share = ProgressBar.INDETERMINATE_PROGRESS;
        private volatile boolean cancelled;

        private Work(String what, Runnable stop) {
            this.what = what;
            this.stop = stop;
        }

        /// Tells how far the work is; answers whether it is still wanted.
        ///
        /// @param done 0 to 1
        public boolean progress(double done) {
            share = done;
            show();
            return isWanted();
        }

        /// Whether nobody has given it up. Safe for any thread.
        public boolean isWanted() {
            return !cancelled;
        }

        private void cancel() {
            cancelled = true;
            running.remove(this);
            show();
            stop.run();
        }

        /// The work is over; what comes of it happens only if nobody has given it up.
        public void done(Runnable then) {
            running.remove(this);
            show();
            if (!cancelled) {
                then.run();
            }
        }
    }
}
