package dev.syngate.usage;

/// What a report has a row for each of.
public enum Grouping {
    MODEL,
    KEY,
    GROUP,
    ACCOUNT,
    PROVIDER,
    DAY
}
