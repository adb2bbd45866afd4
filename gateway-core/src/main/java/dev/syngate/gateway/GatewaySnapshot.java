package dev.syngate.gateway;

import dev.syngate.money.Money;
import java.time.Duration;

/// The gateway at one moment, for whoever polls.
///
/// @param inFlight calls that run right now
public record GatewaySnapshot(
        GatewayState state,
        String version,
        Duration uptime,
        int inFlight,
        long requestsToday,
        Money costToday) {}
