package dev.syngate.app;

import dev.syngate.protocol.PathPart;
import org.jspecify.annotations.Nullable;

/// The query of a path, built from options; those that were not given stay out.
final class Query {
    private final StringBuilder text = new StringBuilder();

    Query add(String name, @Nullable String value) {
        if (value != null) {
            text.append(text.isEmpty() ? '?' : '&')
                    .append(name)
                    .append('=')
                    .append(PathPart.encoded(value));
        }
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
