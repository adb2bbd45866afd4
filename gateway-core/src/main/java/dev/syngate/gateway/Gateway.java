package dev.syngate.gateway;

import dev.syngate.access.ApiKeys;
import dev.syngate.access.Groups;
import dev.syngate.access.RateLimiter;
import dev.syngate.admin.AdminApi;
import dev.syngate.backup.Backups;
import dev.syngate.backup.Restore;
import dev.syngate.billing.Accounts;
import dev.syngate.billing.Ledger;
import dev.syngate.bodies.BodyLog;
import dev.syngate.desktop.DesktopSettings;
import dev.syngate.history.ChatPresets;
import dev.syngate.history.Conversations;
import dev.syngate.http.HttpServer;
import dev.syngate.listening.Place;
import dev.syngate.listening.Ports;
import dev.syngate.provider.ProviderCheck;
import dev.syngate.provider.Providers;
import dev.syngate.requestlog.RequestLog;
import dev.syngate.requestlog.RequestRecord;
import dev.syngate.requestlog.RunningRequest;
import dev.syngate.routing.Circuits;
import dev.syngate.routing.Models;
import dev.syngate.secrets.PrivateFile;
import dev.syngate.store.Store;
import dev.syngate.usage.UsageReport;
import dev.syngate.views.Views;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The gateway of one data directory: its services, and the listener that can be started and
/// stopped.
///
/// Opening it opens the store; only one process can do that at a time. Safe for any thread.
public final class Gateway implements AutoCloseable {
    /// The program's version.
    public static final String VERSION = "0.1.0";

    static final Duration DRAIN = Duration.ofSeconds(20);

    private final Rooms rooms;

    private Gateway(Rooms rooms) {
        this.rooms = rooms;
    }

    /// Opens the data directory, creating it where it does not exist.
    ///
    /// @throws dev.syngate.store.StoreInUseException when another process has it open
    /// @throws dev.syngate.store.NewerStoreException when a newer Syngate wrote it
    public static Gateway open(GatewaySettings settings, InstantSource clock) {
        HttpServer.prepare();
        Path folder = settings.dataDir();
        try {
            Restore.settle(folder);
            PrivateFile.createFolder(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("the data directory can't be created: " + folder, e);
        }
        Store store = StoreOpening.inTodaysFormat(folder, clock, StoreMaps.ALL);
        return new Gateway(new Rooms(settings, clock, store));
    }

    /// Starts to listen; says in the state whether that worked.
    public GatewayState start() {
        return rooms.listener.start();
    }

    /// Lets running calls end and stops listening until [#start]; the window's chat goes on.
    public void pause() {
        rooms.listener.pause(DRAIN);
    }

    /// Listens at another place from now on, also after a pause and in later starts; running calls
    /// end first.
    ///
    /// @param port 0: any free port
    public GatewayState move(String bind, int port) {
        return rooms.listener.move(new Place(bind, port), DRAIN);
    }

    /// Listens at the next free port from now on.
    public GatewayState moveToFreePort() {
        return move(bind(), Ports.freeAfter(rooms.listener.place()));
    }

    /// Where it listens, or would.
    public String bind() {
        return rooms.listener.place().bind();
    }

    /// The port it was told to listen at.
    public int port() {
        return rooms.listener.place().port();
    }

    /// Lets running calls end, cancels those that take too long, stops listening and closes the
    /// store.
    @Override
    public void close() {
        close(DRAIN);
    }

    /// As [#close], with another limit to what is too long.
    synchronized void close(Duration drain) {
        rooms.listener.stop(drain);
        rooms.chat.close();
        rooms.background.close();
        rooms.updateCheck.close();
        rooms.probes.close();
        rooms.dailyBackups.close();
        rooms.sweep.close();
        rooms.requests.close();
        rooms.store.close();
    }

    public GatewayState state() {
        return rooms.listener.state();
    }

    /// How it stands; at once, also while it is being closed.
    public GatewaySnapshot snapshot() {
        return rooms.snapshot();
    }

    public ApiKeys keys() {
        return rooms.keys;
    }

    /// Where the keys stand in their limits.
    public RateLimiter limiter() {
        return rooms.limiter;
    }

    public Groups groups() {
        return rooms.groups;
    }

    public Accounts accounts() {
        return rooms.accounts;
    }

    public Ledger ledger() {
        return rooms.ledger;
    }

    /// Whether there is a provider beside the built-in sandbox.
    public boolean hasOwnProviders() {
        return rooms.providers.list().size() > 1;
    }

    public Providers providers() {
        return rooms.providers;
    }

    public ProviderCheck providerCheck() {
        return rooms.providerCheck;
    }

    /// How the providers do.
    public Circuits circuits() {
        return rooms.circuits;
    }

    public Models models() {
        return rooms.models;
    }

    public RequestLog requests() {
        return rooms.requests;
    }

    /// What was said, where it is kept.
    public BodyLog bodies() {
        return rooms.bodies;
    }

    /// The calls that run right now, the newest first; chats too.
    public List<RunningRequest> running() {
        return rooms.running.list();
    }

    /// Stops a call that runs; answers whether it did.
    public boolean cancel(String id) {
        return rooms.running.cancel(id);
    }

    /// Sends a kept request again and waits for the end of its answer.
    ///
    /// @param key the id or name of the key that pays; null: that of the request
    /// @param model what is asked for instead; null: the same model
    /// @throws dev.syngate.call.RefusedException when that can't be done
    public RequestRecord replay(String id, @Nullable String key, @Nullable String model) {
        return rooms.replay.run(id, key, model);
    }

    public UsageReport usage() {
        return rooms.usage;
    }

    /// What the window's pages read at once.
    public Views views() {
        return rooms.views;
    }

    /// Ways of asking that the window's chat keeps under names.
    public ChatPresets chatPresets() {
        return rooms.chatPresets;
    }

    public Conversations conversations() {
        return rooms.conversations;
    }

    /// What was chosen about the window and the start at login.
    public DesktopSettings desktop() {
        return rooms.desktop;
    }

    public Backups backups() {
        return rooms.backups;
    }

    public Chat chat() {
        return rooms.chat;
    }

    /// The management API without its transport, for this process.
    public AdminApi admin() {
        return rooms.admin;
    }

    /// All commands, as typed as JSON is.
    public Management management() {
        return new Management(rooms.admin, rooms.store);
    }
}
