package dev.syngate.ui.frame;

import javafx.scene.layout.Region;
import org.kordamp.ikonli.Ikon;

/// One page as the sidebar knows it.
///
/// @param id the key of its name in the texts, after `page.`
/// @param digit with Ctrl it opens the page
public record Page(String id, Ikon icon, int digit, Section section, PageView view) {
    /// The group of the sidebar that a page stands in.
    public enum Section {
        WORK,
        CONNECT
    }

    /// What a page gives to the frame.
    public interface PageView {
        Region root();

        /// The page is on the screen now: look at the newest data, put the focus where work starts.
        void shown();

        /// The page is not on the screen any more.
        void hidden();

        /// Called four times a second while the page is shown.
        void pulse();

        /// The page is built anew in another language: let go of what outlives it.
        default void dispose() {}

        /// Whether the page wants the sidebar to be narrow in a window of this width.
        default boolean wantsRoom(double width) {
            return false;
        }

        /// Ctrl+N.
        void create();

        /// Ctrl+F.
        void search();
    }
}
