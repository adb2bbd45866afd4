package dev.syngate.ui.page;

/// The way from one page to another.
public interface Navigation {
    /// Opens the page with the id.
    void open(String page);

    /// Opens the page and shows one thing of it, such as a key's name or a filter of requests.
    void open(String page, String what);
}
