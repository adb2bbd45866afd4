package dev.syngate.provider;

import dev.syngate.billing.Price;
import java.util.List;

/// The built-in provider that needs no network and no key; clearly labelled as what it is.
public final class SandboxProvider {
    public static final String ID = "sandbox";

    /// Repeats the last message.
    static final String ECHO = "sandbox/echo";

    /// Thinks aloud before it answers.
    static final String REASONER = "sandbox/reasoner";

    public static final List<String> MODELS = List.of(ECHO, REASONER);

    /// Costs a little, so that every number of the window is alive.
    public static final Provider PROVIDER =
            new Provider(
                    ID,
                    "Sandbox",
                    Provider.Protocol.SANDBOX,
                    "",
                    Price.ofTokens(Price.micros("0.10"), Price.micros("0.40")),
                    0,
                    1,
                    true);

    private SandboxProvider() {}
}
