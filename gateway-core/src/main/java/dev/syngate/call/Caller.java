package dev.syngate.call;

import org.jspecify.annotations.Nullable;

/// Who calls.
public sealed interface Caller {
    /// Someone with an API key, or without one: then the call is refused.
    record Bearer(@Nullable String secret) implements Caller {
        @Override
        public String toString() {
            return "Bearer";
        }
    }

    /// The chat of the window or the terminal, paid by the account "Local".
    ///
    /// @param group the group that it is billed as
    record ThisApp(String group) implements Caller {
        /// The id that stands for the key in records.
        public static final String KEY = "this-app";

        /// The name that stands for the key's name in records.
        public static final String NAME = "This app";
    }

    /// Whoever manages the gateway, in the name of a key: its rights, limits and account.
    ///
    /// @param key its id
    record OnBehalfOf(String key) implements Caller {}
}
