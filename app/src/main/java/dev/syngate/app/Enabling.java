package dev.syngate.app;

import picocli.CommandLine.Option;

/// Whether something is in use: one of the two, or left as it is.
final class Enabling {
    @Option(names = "--disable", description = "Leave it unused until it is enabled again.")
    private boolean disable;

    @Option(names = "--enable", description = "Take it into use again.")
    private boolean enable;

    Body addTo(Body body) {
        return disable || enable ? body.enabled(enable) : body;
    }
}
