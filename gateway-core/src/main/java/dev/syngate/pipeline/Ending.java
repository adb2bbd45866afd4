package dev.syngate.pipeline;

import dev.syngate.billing.Usage;
import dev.syngate.call.ErrorCode;
import dev.syngate.requestlog.RequestRecord;
import dev.syngate.requestlog.RequestRecord.Attempt;
import dev.syngate.routing.Target;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a call ended, as far as money and the record need it.
///
/// @param status what the client saw; [#CLIENT_LEFT] when it saw no end
/// @param error the error's code; null when all went well
/// @param usage what is charged
/// @param spent what the provider counted, charged or not
record Ending(
        int status,
        @Nullable String error,
        Usage usage,
        Usage spent,
        @Nullable Target target,
        @Nullable Long firstTokenMillis,
        List<Attempt> attempts) {
    static final int CLIENT_LEFT = RequestRecord.CLIENT_LEFT;

    Ending with(List<Attempt> others) {
        return new Ending(status, error, usage, spent, target, firstTokenMillis, others);
    }

    /// What a bug of ours left behind.
    static Ending bug() {
        return failed(500, ErrorCode.INTERNAL_ERROR.code(), null, List.of());
    }

    /// An end without a charge.
    static Ending failed(
            int status, @Nullable String error, @Nullable Target target, List<Attempt> attempts) {
        return new Ending(status, error, Usage.NONE, Usage.NONE, target, null, attempts);
    }
}
