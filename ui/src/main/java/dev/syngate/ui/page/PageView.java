package dev.syngate.ui.page;

import javafx.scene.layout.Region;

/// What a page gives to the frame.
public interface PageView {
    Region root();

    /// The page is on the screen now: look at the newest data, put the focus where work starts.
    void shown();

    /// Reads what is shown first, before it is shown.
    default void prepare() {}

    /// The page is not on the screen any more.
    default void hidden() {}

    /// Called four times a second while the page is shown.
    default void pulse() {}

    /// Whether the page wants the sidebar to be narrow in a window of this width.
    default boolean wantsRoom(double width) {
        return false;
    }

    /// Ctrl+N.
    default void create() {}

    /// Ctrl+F.
    default void search() {}

    /// Shows one thing of the page: another page leads to it.
    default void show(String what) {}

    /// The page is thrown away: it ends its subscriptions.
    default void close() {}
}
