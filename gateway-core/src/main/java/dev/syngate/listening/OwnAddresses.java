package dev.syngate.listening;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;

/// The addresses that this machine has at the moment; they change with its networks.
public final class OwnAddresses {
    private OwnAddresses() {}

    /// Whether the address is one of them; what stands for all of them is. Where the system does
    /// not tell, none is.
    public static boolean contain(InetAddress address) {
        if (address.isLoopbackAddress() || address.isAnyLocalAddress()) {
            return true;
        }
        try {
            return NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException e) {
            return false;
        }
    }
}
