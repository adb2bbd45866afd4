package dev.syngate.ui.page;

/// Where a page is with its data.
public sealed interface PageState {
    /// The first answer has not come yet.
    record Loading() implements PageState {}

    /// What is shown is what there is.
    record Ready() implements PageState {}

    /// The last look failed; what is shown may be old.
    record Failed(String reason) implements PageState {}
}
