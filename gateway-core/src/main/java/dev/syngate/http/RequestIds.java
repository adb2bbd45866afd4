package dev.syngate.http;

import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/// Ids of requests: unique, unguessable enough to quote, not secret. Their order is the order in
/// which the requests arrived, to the millisecond, so that records can be kept and found by id
/// alone.
public final class RequestIds {
    private static final String DIGITS = "0123456789abcdefghijklmnopqrstuv";
    private static final int TIME_DIGITS = 9;
    private static final int RANDOM_DIGITS = 15;
    private static final int BITS = 5;

    private RequestIds() {}

    /// An id for a request that arrived at the instant.
    public static String next(Instant arrived) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        StringBuilder id = new StringBuilder("req_");
        long millis = arrived.toEpochMilli();
        for (int digit = TIME_DIGITS - 1; digit >= 0; digit--) {
            id.append(digit((int) (millis >>> (BITS * digit))));
        }
        for (int i = 0; i < RANDOM_DIGITS; i++) {
            id.append(digit(random.nextInt()));
        }
        return id.toString();
    }

    private static char digit(int number) {
        return DIGITS.charAt(number & (DIGITS.length() - 1));
    }
}
