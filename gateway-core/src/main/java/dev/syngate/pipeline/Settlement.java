package dev.syngate.pipeline;

import dev.syngate.requestlog.RequestRecord;

/// Charges and records how a call ended; used exactly once, before the last byte is sent.
@FunctionalInterface
interface Settlement {
    RequestRecord settle(Ending ending);
}
