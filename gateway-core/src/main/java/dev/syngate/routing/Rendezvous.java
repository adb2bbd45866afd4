package dev.syngate.routing;

/// Draws lots that come out the same whenever the same conversation draws at the same place, and
/// are independent of each other otherwise. Where a place drops out, only its conversations move.
final class Rendezvous {
    private Rendezvous() {}

    /// @param conversation what identifies it
    /// @return over 0 and under 1, evenly spread
    static double chance(long conversation, String place, String model) {
        long mixed = mix(conversation ^ mix(31L * place.hashCode() + model.hashCode()));
        return ((mixed >>> 11) + 0.5) * 0x1.0p-53;
    }

    /// The finisher of SplitMix64.
    private static long mix(long bits) {
        long a = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
        long b = (a ^ (a >>> 27)) * 0x94d049bb133111ebL;
        return b ^ (b >>> 31);
    }
}
