package dev.syngate.retention;

/// How long request records are kept: whichever limit is reached first removes the oldest.
///
/// @param days the age limit, 1 to 36,500
/// @param records the size limit, 1 to 1,000,000,000
public record Retention(int days, int records) {
    public static final Retention DEFAULT = new Retention(90, 1_000_000);
    private static final int LONGEST = 36_500;
    private static final int MOST = 1_000_000_000;

    public Retention {
        if (days < 1 || days > LONGEST) {
            throw new IllegalArgumentException("records are kept for 1 to 36500 days");
        }
        if (records < 1 || records > MOST) {
            throw new IllegalArgumentException("1 to 1000000000 records are kept");
        }
    }
}
