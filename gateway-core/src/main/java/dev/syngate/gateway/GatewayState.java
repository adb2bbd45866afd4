package dev.syngate.gateway;

/// What the gateway is doing; the window shows it, nothing throws it.
public sealed interface GatewayState {
    record Stopped() implements GatewayState {}

    /// A person wants no calls for now; those that run may end.
    record Paused() implements GatewayState {}

    record Starting() implements GatewayState {}

    /// @param address such as `http://127.0.0.1:7960`, without a path
    record Running(String address) implements GatewayState {
        /// What OpenAI clients are given as their base URL.
        public String baseUrl() {
            return address + "/v1";
        }
    }

    /// @param holder the program that has the port; empty: the system does not tell
    record PortTaken(int port, String holder) implements GatewayState {}

    record Failed(String reason) implements GatewayState {}
}
