package dev.syngate.requestlog;

/// A call that runs.
///
/// @param request what is known of it by now; its status is [RequestRecord#RUNNING]
/// @param sent bytes of the answer that the caller has got
public record RunningRequest(RequestRecord request, long sent) {}
