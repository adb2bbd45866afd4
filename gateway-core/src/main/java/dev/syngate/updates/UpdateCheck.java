package dev.syngate.updates;

import dev.syngate.call.ErrorCode;
import dev.syngate.call.Refusal;
import dev.syngate.call.RefusedException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Asks whether there is a newer version: when a person wants to know, and once a day where that
/// was chosen. Sends nothing but the program's version. Safe for any thread.
public final class UpdateCheck implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(UpdateCheck.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration DAY = Duration.ofHours(24);
    private static final Duration FIRST_LOOK = Duration.ofMinutes(1);
    private static final Duration NEXT_LOOK = Duration.ofHours(1);
    private static final int LONGEST = 256 * 1024;

    private final UpdateSettings settings;
    private final String version;
    private final InstantSource clock;
    private final Duration patience;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile @Nullable Found last;

    /// What the last look found.
    ///
    /// @param newer the newer version; null: there is none
    public record Found(Instant time, @Nullable Release newer) {}

    /// @param version the program's
    public UpdateCheck(UpdateSettings settings, String version, InstantSource clock) {
        this(settings, version, clock, PATIENCE);
    }

    /// @param patience how long an announcement may take to arrive
    UpdateCheck(UpdateSettings settings, String version, InstantSource clock, Duration patience) {
        this.settings = settings;
        this.version = version;
        this.patience = patience;
        this.clock = clock;
        Thread.ofVirtual().name("update-check").start(this::lookUntilStopped);
    }

    /// What was found last in this run; null: nobody looked yet, or the look failed.
    public @Nullable Found last() {
        return last;
    }

    /// Looks now.
    ///
    /// @throws RefusedException when nobody answers, or not with a right announcement
    public Found look() {
        UpdateChoices choices = settings.get();
        if (choices.address().isEmpty() || choices.signer().isEmpty()) {
            throw RefusedException.field(
                    "update_url",
                    "this build names no address and key of updates: syngate settings set --update-url and --update-key name them");
        }
        PublicKey key = Announcement.key(choices.signer());
        Release release = Announcement.read(fetch(choices.address()), key, clock.instant());
        String seen = choices.seen() == null ? release.version() : choices.seen();
        if (new Release(seen, release.released(), release.changes(), "", release.expires())
                .isNewerThan(release.version())) {
            throw Announcement.refused(
                    "it is older than that of version " + seen + ", which was seen before");
        }
        if (!release.version().equals(choices.seen())) {
            settings.keep(choices.having(release.version()));
        }
        Found found = new Found(clock.instant(), release.isNewerThan(version) ? release : null);
        last = found;
        return found;
    }

    /// @throws RefusedException when it is neither https nor of this machine
    static URI address(String text) {
        try {
            URI address = URI.create(text);
            String host = String.valueOf(address.getHost());
            boolean local = host.equals("127.0.0.1") || host.equals("localhost");
            if ("https".equals(address.getScheme())
                    || (local && "http".equals(address.getScheme()))) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            LOG.log(Level.DEBUG, "not an address", e);
        }
        throw RefusedException.field("update_url", "\"update_url\" must be an https address");
    }

    /// All of it within the patience: a server may send a byte now and then for ever.
    private byte[] fetch(String text) {
        URI address = address(text);
        HttpRequest request =
                HttpRequest.newBuilder(address).header("User-Agent", "Syngate/" + version).build();
        HttpClient client =
                HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();
        try {
            HttpResponse<byte[]> answer =
                    client.sendAsync(
                                    request,
                                    BodyHandlers.limiting(BodyHandlers.ofByteArray(), LONGEST))
                            .get(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (answer.statusCode() != 200) {
                throw unreachable(address, "status " + answer.statusCode());
            }
            return answer.body();
        } catch (ExecutionException e) {
            throw unreachable(address, reason(e));
        } catch (TimeoutException e) {
            throw unreachable(
                    address, "it was not there after " + patience.toMillis() / 1000.0 + " seconds");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable(address, "interrupted");
        } finally {
            client.shutdownNow();
        }
    }

    private static String reason(ExecutionException failure) {
        Throwable cause = failure.getCause();
        return cause == null || cause.getMessage() == null
                ? String.valueOf(cause)
                : cause.getMessage();
    }

    private static RefusedException unreachable(URI address, String why) {
        return new RefusedException(
                Refusal.of(
                        ErrorCode.UPSTREAM_ERROR,
                        "the announcement of updates can't be read from "
                                + address.getHost()
                                + ": "
                                + why));
    }

    private void lookUntilStopped() {
        try {
            Duration wait = FIRST_LOOK;
            while (!stopped.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                lookIfDue();
                wait = NEXT_LOOK;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void lookIfDue() {
        Found before = last;
        boolean due = before == null || !before.time().plus(DAY).isAfter(clock.instant());
        if (settings.get().check() && due) {
            try {
                look();
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "updates can''t be looked for: {0}", e.getMessage());
            }
        }
    }

    @Override
    public void close() {
        stopped.countDown();
    }
}
