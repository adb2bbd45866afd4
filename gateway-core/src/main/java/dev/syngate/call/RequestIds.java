package dev.syngate.call;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/// Ids of requests: unique, unguessable enough to quote, not secret. Their order is the order in
/// which the requests arrived, to the microsecond, so that records can be kept and found by id
/// alone.
public final class RequestIds {
    private static final String DIGITS = "0123456789abcdefghijklmnopqrstuv";
    private static final int TIME_DIGITS = 11;
    private static final int COUNT_DIGITS = 4;
    private static final int RANDOM_DIGITS = 9;
    private static final int BITS = 5;

    /// Keeps apart, and in their order, what arrives at the same moment.
    private static final AtomicInteger COUNT = new AtomicInteger();

    private RequestIds() {}

    /// An id for a request that arrived at the instant.
    public static String next(Instant arrived) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        StringBuilder id = new StringBuilder("req_");
        append(id, ChronoUnit.MICROS.between(Instant.EPOCH, arrived), TIME_DIGITS);
        append(id, COUNT.getAndIncrement(), COUNT_DIGITS);
        for (int i = 0; i < RANDOM_DIGITS; i++) {
            id.append(digit(random.nextInt()));
        }
        return id.toString();
    }

    private static void append(StringBuilder id, long number, int digits) {
        for (int digit = digits - 1; digit >= 0; digit--) {
            id.append(digit((int) (number >>> (BITS * digit))));
        }
    }

    private static char digit(int number) {
        return DIGITS.charAt(number & (DIGITS.length() - 1));
    }
}
