package dev.syngate.access;

import dev.syngate.call.RefusedException;
import java.net.InetAddress;
import java.util.List;

/// An IPv4 or IPv6 address or network in CIDR form.
@SuppressWarnings("ArrayRecordComponent")
public record IpRange(byte[] network, int prefix) {
    private static final List<InetAddress> LOOPBACK =
            List.of(InetAddress.ofLiteral("127.0.0.1"), InetAddress.ofLiteral("::1"));

    /// Whether [#parse] can read the text.
    public static boolean isValid(String text) {
        try {
            parse(text);
            return true;
        } catch (RefusedException e) {
            return false;
        }
    }

    /// Reads `192.168.1.0/24`, `10.0.0.7`, `fd00::/8`.
    ///
    /// @throws RefusedException when the text is none of these; names are never looked up
    public static IpRange parse(String text) {
        try {
            String[] parts = text.strip().split("/", 2);
            byte[] network = InetAddress.ofLiteral(parts[0]).getAddress();
            int bits = network.length * Byte.SIZE;
            int prefix = parts.length == 1 ? bits : Integer.parseInt(parts[1]);
            if (prefix < 0 || prefix > bits) {
                throw new IllegalArgumentException("prefix out of range");
            }
            return new IpRange(network, prefix);
        } catch (IllegalArgumentException e) {
            throw RefusedException.field(
                    "ips", "\"" + text + "\" is no IP address or network such as 192.168.1.0/24");
        }
    }

    /// Whether the address is in it. 127.0.0.1 and ::1 are one machine: what holds one holds both.
    public boolean contains(InetAddress address) {
        return holds(address.getAddress())
                || (address.isLoopbackAddress()
                        && LOOPBACK.stream().anyMatch(one -> holds(one.getAddress())));
    }

    private boolean holds(byte[] candidate) {
        if (candidate.length != network.length) {
            return false;
        }
        for (int i = 0; i < network.length; i++) {
            int bits = Math.clamp(prefix - (long) i * Byte.SIZE, 0, Byte.SIZE);
            int mask = 0xFF << (Byte.SIZE - bits);
            if (((candidate[i] ^ network[i]) & mask & 0xFF) != 0) {
                return false;
            }
        }
        return true;
    }
}
