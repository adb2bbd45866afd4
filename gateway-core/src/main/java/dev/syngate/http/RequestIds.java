package dev.syngate.http;

import java.util.concurrent.ThreadLocalRandom;

/// Ids of requests: unique, unguessable enough to quote, not secret.
public final class RequestIds {
    private static final String DIGITS = "0123456789abcdefghijklmnopqrstuv";
    private static final int LENGTH = 24;
    private static final int BITS = 5;

    private RequestIds() {}

    public static String next() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        StringBuilder id = new StringBuilder("req_");
        for (int i = 0; i < LENGTH; i++) {
            id.append(DIGITS.charAt(random.nextInt(1 << BITS)));
        }
        return id.toString();
    }
}
