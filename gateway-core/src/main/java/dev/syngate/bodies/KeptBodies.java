package dev.syngate.bodies;

/// What was said in one call.
///
/// @param requestType the content type; empty: JSON
/// @param request as the client sent it, without what looks like a credential; empty for forms with
///   files
/// @param isRequestCut whether more was sent than is kept
/// @param responseType the content type; empty: there was no answer
/// @param response as the client got it: for streams all events
@SuppressWarnings("ArrayRecordComponent")
public record KeptBodies(
        String requestType,
        byte[] request,
        boolean isRequestCut,
        String responseType,
        byte[] response,
        boolean isResponseCut) {
    /// Whether bodies of the content type are text in UTF-8.
    public static boolean isText(String type) {
        return type.isEmpty() || type.startsWith("text/") || type.contains("json");
    }
}
