package dev.syngate.gateway;

import dev.syngate.http.Endpoints;
import dev.syngate.http.HttpServer;
import dev.syngate.http.ListenerSettings;
import dev.syngate.listening.ListeningSettings;
import dev.syngate.listening.Place;
import dev.syngate.listening.Ports;
import java.io.IOException;
import java.net.BindException;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// What listens for calls: started, paused and moved. Safe for any thread.
final class Listener {
    private final GatewaySettings settings;
    private final ListeningSettings listening;
    private final Endpoints endpoints;
    private final Runnable started;
    private final InstantSource clock;
    private volatile ListenerSettings at;
    private volatile GatewayState state = new GatewayState.Stopped();
    private volatile @Nullable HttpServer server;

    /// @param listening where it was told to listen in earlier starts
    /// @param started is run each time that it begins to listen
    Listener(
            GatewaySettings settings,
            ListeningSettings listening,
            Endpoints endpoints,
            Runnable started,
            InstantSource clock) {
        this.settings = settings;
        this.listening = listening;
        this.endpoints = endpoints;
        this.started = started;
        this.clock = clock;
        this.at = settingsAt(settings.wish().over(listening.get()));
    }

    private ListenerSettings settingsAt(Place place) {
        return settings.listener().on(place.bind(), place.port());
    }

    synchronized GatewayState start() {
        if (server != null) {
            return state;
        }
        state = new GatewayState.Starting();
        try {
            server = new HttpServer(at, endpoints, clock);
            String address = "http://" + hostOf(at.bind()) + ":" + server.port();
            AddressFile.write(settings.dataDir(), address);
            state = new GatewayState.Running(address);
            started.run();
        } catch (IOException | RuntimeException e) {
            close(Duration.ZERO);
            state = failure(e);
        }
        return state;
    }

    private static String hostOf(String bind) {
        return bind.contains(":") ? "[" + bind + "]" : bind;
    }

    private GatewayState failure(Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException && !place().isHere()) {
                return new GatewayState.Failed(
                        at.bind()
                                + " is no address of this machine now; listen at 127.0.0.1 or 0.0.0.0, or wait for its network");
            }
            if (cause instanceof BindException) {
                int port = at.port();
                return new GatewayState.PortTaken(port, Ports.holder(port).orElse(""));
            }
        }
        return new GatewayState.Failed(String.valueOf(e.getMessage()));
    }

    /// @param drain how long running calls may take to end
    synchronized void pause(Duration drain) {
        state = new GatewayState.Paused();
        close(drain);
    }

    /// Stops for good.
    synchronized void stop(Duration drain) {
        close(drain);
        state = new GatewayState.Stopped();
    }

    /// Listens there from now on, also in later starts.
    synchronized GatewayState move(Place place, Duration drain) {
        listening.set(place);
        state = new GatewayState.Starting();
        close(drain);
        at = settingsAt(place);
        return start();
    }

    /// As [#move], on another thread where it listens now: who asks for it may be one of its calls.
    void moveSoon(Place place, Duration drain) {
        if (server != null) {
            Thread.ofVirtual().name("move").start(() -> move(place, drain));
        } else {
            at = settingsAt(place);
        }
    }

    private void close(Duration drain) {
        if (server != null) {
            server.close(drain);
            server = null;
            AddressFile.remove(settings.dataDir());
        }
    }

    GatewayState state() {
        return state;
    }

    /// Where it listens, or would.
    Place place() {
        return new Place(at.bind(), at.port());
    }

    /// How many calls it is serving.
    int inFlight() {
        HttpServer running = server;
        return running == null ? 0 : running.inFlight();
    }
}
