package dev.syngate.app;

/// A command can't do what it was asked; the message is for the person who typed it.
final class CommandFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    CommandFailed(String message) {
        super(message);
    }
}
