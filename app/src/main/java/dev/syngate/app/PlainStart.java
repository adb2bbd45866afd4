package dev.syngate.app;

import java.util.Arrays;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/// The starts of every day, read without the command line parser, which takes longer to load than
/// the gateway: `syngate` and `syngate serve`, as they are typed, started at login and by services.
///
/// @param serves whether that is without a window
/// @param dataDir empty when it was not given
record PlainStart(boolean serves, boolean hidden, String dataDir, @Nullable Integer port) {
    private static final int LONGEST_PORT = 5;

    /// Null when there is more in the arguments, or something wrong, which the parser explains.
    static @Nullable PlainStart of(String[] arguments) {
        boolean serves = false;
        boolean hidden = false;
        String dataDir = "";
        Integer port = null;
        Iterator<String> words = Arrays.asList(arguments).iterator();
        while (words.hasNext()) {
            switch (words.next()) {
                case "serve" -> serves = true;
                case "--hidden" -> hidden = true;
                case "--data-dir" -> {
                    dataDir = valueOf(words);
                    if (dataDir.isEmpty()) {
                        return null;
                    }
                }
                case "--port" -> {
                    port = number(valueOf(words));
                    if (port == null) {
                        return null;
                    }
                }
                default -> {
                    return null;
                }
            }
        }
        return serves && hidden ? null : new PlainStart(serves, hidden, dataDir, port);
    }

    private static String valueOf(Iterator<String> words) {
        String value = words.hasNext() ? words.next() : "";
        return value.startsWith("-") ? "" : value;
    }

    private static @Nullable Integer number(String text) {
        if (text.isEmpty() || text.length() > LONGEST_PORT) {
            return null;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return null;
            }
        }
        return Integer.valueOf(text);
    }
}
