package dev.syngate.app;

import java.io.InputStream;
import java.io.PrintWriter;
import java.util.Map;

/// Where a command reads and writes.
///
/// @param interactive whether a person sits at it, so that nothing is piped in or out
/// @param colours whether dimmed text can be shown
/// @param environment the variables of the process
record Terminal(
        InputStream in,
        PrintWriter out,
        PrintWriter err,
        boolean interactive,
        boolean colours,
        Map<String, String> environment) {
    String dim(String text) {
        return colours ? "\u001b[2m" + text + "\u001b[22m" : text;
    }
}
