package dev.syngate.ui.requests;

import java.util.List;

/// A filter that has a name.
enum SavedView {
    ERRORS("status:error"),
    SLOW("slow:>10s"),
    EXPENSIVE("cost>0.01"),
    FALLBACK("has:fallback");

    private final String filter;

    SavedView(String filter) {
        this.filter = filter;
    }

    String filter() {
        return filter;
    }

    boolean isAmong(List<String> terms) {
        return terms.contains(filter);
    }
}
