package dev.syngate.logs;

import java.util.logging.LogManager;

/// The JDK's logging, which does not end before the program does: the JDK itself closes all logs as
/// soon as the process is told to end, while calls still run. In use when the property
/// `java.util.logging.manager` names it before anything logs.
public final class LastingLogs extends LogManager {
    /// For the JDK.
    public LastingLogs() {
        super();
    }

    /// Does nothing; see [#end].
    @Override
    public void reset() {}

    /// Closes all logs; what is logged from now on is lost.
    void end() {
        super.reset();
    }
}
