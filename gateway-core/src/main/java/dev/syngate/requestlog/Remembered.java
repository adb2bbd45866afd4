package dev.syngate.requestlog;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/// A test of names that remembers what it said: among a million requests there are few names. Safe
/// for any thread.
///
/// @param said what the test said of a name
record Remembered(Predicate<String> test, Map<String, Boolean> said) implements Predicate<String> {
    private static final int MOST = 10_000;

    Remembered(Predicate<String> test) {
        this(test, new ConcurrentHashMap<>());
    }

    @Override
    public boolean test(String name) {
        Boolean known = said.get(name);
        if (known != null) {
            return known;
        }
        if (said.size() > MOST) {
            said.clear();
        }
        boolean found = test.test(name);
        said.put(name, found);
        return found;
    }
}
