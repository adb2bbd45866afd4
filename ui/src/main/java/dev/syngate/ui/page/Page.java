package dev.syngate.ui.page;

import java.util.function.Supplier;
import org.kordamp.ikonli.Ikon;

/// One page as the sidebar knows it; its view is made when it is opened for the first time, or
/// shortly before.
///
/// @param id the key of its name in the texts, after `page.`
/// @param shortcut with Ctrl it opens the page; empty: none
public record Page(
        String id, Ikon icon, String shortcut, Section section, Supplier<PageView> view) {
    /// The group of the sidebar that a page stands in.
    public enum Section {
        WORK,
        CONNECT,
        MANAGE
    }
}
