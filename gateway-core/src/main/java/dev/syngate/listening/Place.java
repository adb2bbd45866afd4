package dev.syngate.listening;

import java.net.InetAddress;

/// An address of this machine and a port to listen at.
///
/// @param bind an IP address, such as `127.0.0.1` or `0.0.0.0` for all of them
/// @param port 0: any free port
public record Place(String bind, int port) {
    private static final int HIGHEST = 65_535;
    private static final String LOOPBACK = "127.0.0.1";

    /// Where gateways listen that were told nothing.
    public static final Place DEFAULT = new Place(LOOPBACK, 7960);

    public Place {
        bind = bind.strip().equalsIgnoreCase("localhost") ? LOOPBACK : bind.strip();
        if (port < 0 || port > HIGHEST) {
            throw new IllegalArgumentException("a port is a number from 0 to 65535");
        }
        try {
            InetAddress.ofLiteral(bind);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "\"" + bind + "\" is no IP address to listen at, such as 127.0.0.1", e);
        }
    }

    /// Whether only programs of this computer can call.
    public boolean isLocal() {
        return InetAddress.ofLiteral(bind).isLoopbackAddress();
    }

    /// Whether this machine has the address now.
    public boolean isHere() {
        return OwnAddresses.contain(InetAddress.ofLiteral(bind));
    }
}
