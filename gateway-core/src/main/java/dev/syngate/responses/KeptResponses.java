package dev.syngate.responses;

import dev.syngate.protocol.Json;
import dev.syngate.store.Keys;
import dev.syngate.store.RecordMap;
import dev.syngate.store.Store;
import dev.syngate.store.WriteView;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Whose each response is and where it is kept: by the provider that made it or, where that can't,
/// here, with the items that led to it. As long, as many and as large as the retention says; also
/// after a restart. Each belongs to the API key that asked for it, and goes with it. Safe for any
/// thread.
public final class KeptResponses {
    /// The store's map that says whose they are.
    public static final RecordMap<Kept> MAP = new RecordMap<>("response-owners", Kept.class);

    /// The store's map of those that are kept here.
    public static final RecordMap<ObjectNode> CONTENTS =
            new RecordMap<>("response-contents", ObjectNode.class);

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,200}");
    private static final String RESPONSE = "response";
    private static final String INPUT = "input";

    private final Store store;
    private final InstantSource clock;
    private final Supplier<ResponseRetention.Limits> limits;
    private final SequencedMap<String, Kept> byId = new LinkedHashMap<>();
    private long bytes;

    /// @param limits how much is kept at most, asked each time
    public KeptResponses(
            Store store, InstantSource clock, Supplier<ResponseRetention.Limits> limits) {
        this.store = store;
        this.clock = clock;
        this.limits = limits;
        List<Kept> known = store.read(MAP::all);
        known.stream().sorted(Comparator.comparing(Kept::time)).forEach(this::index);
    }

    private void index(Kept one) {
        Kept before = byId.putLast(one.id(), one);
        bytes += one.bytes() - (before == null ? 0 : before.bytes());
    }

    /// Remembers which provider keeps a response.
    ///
    /// @param id null: nothing is kept
    public void remember(
            @Nullable String id, String key, String provider, @Nullable String credential) {
        if (id != null && ID.matcher(id).matches()) {
            add(new Kept(id, key, provider, credential, 0, clock.instant()), null);
        }
    }

    /// Keeps a response here with all the items that led to it, in the place of what was kept under
    /// its id; not where its request says `store:false`.
    ///
    /// @return whether there is room: one that is too large is not kept
    public boolean keep(String key, ObjectNode response, ObjectNode request) {
        if (!request.path("store").asBoolean(true)) {
            return true;
        }
        RecordMap.Encoded encoded = encoded(response, request);
        boolean fits = encoded.value().length <= limits.get().largestBytes();
        if (fits) {
            String id = response.path("id").asString("");
            add(new Kept(id, key, null, null, encoded.value().length, clock.instant()), encoded);
        }
        return fits;
    }

    /// Returns when all that was kept or forgotten by now is durable: until then nobody can read
    /// it.
    public void sync() {
        store.writeNow(view -> true);
    }

    /// Whether the response would be kept with the items that led to it.
    public boolean fits(ObjectNode response, ObjectNode request) {
        return encoded(response, request).value().length <= limits.get().largestBytes();
    }

    private static RecordMap.Encoded encoded(ObjectNode response, ObjectNode request) {
        ObjectNode content = Json.MAPPER.createObjectNode();
        content.set(RESPONSE, response);
        content.set(INPUT, ResponseInput.items(request.path("input")));
        return CONTENTS.encoded(content);
    }

    private synchronized void add(Kept one, RecordMap.@Nullable Encoded content) {
        index(one);
        List<Kept> gone = takeOld();
        store.write(view -> {
            MAP.put(view, Keys.of(one.id()), one);
            if (content != null) {
                content.put(view, Keys.of(one.id()));
            }
            gone.forEach(old -> delete(view, old));
            return true;
        });
    }

    /// Removes from the index what is too old or too much.
    private List<Kept> takeOld() {
        List<Kept> gone = new ArrayList<>();
        while (!byId.isEmpty() && (isTooMuch() || isOld(byId.firstEntry().getValue()))) {
            Kept oldest = byId.pollFirstEntry().getValue();
            bytes -= oldest.bytes();
            gone.add(oldest);
        }
        return gone;
    }

    private boolean isTooMuch() {
        return byId.size() > limits.get().responses() || bytes > limits.get().bytes();
    }

    private boolean isOld(Kept one) {
        return one.time().isBefore(clock.instant().minus(Duration.ofDays(limits.get().days())));
    }

    private static void delete(WriteView view, Kept one) {
        MAP.delete(view, Keys.of(one.id()));
        CONTENTS.delete(view, Keys.of(one.id()));
    }

    private void delete(List<Kept> gone) {
        if (!gone.isEmpty()) {
            store.write(view -> {
                gone.forEach(one -> delete(view, one));
                return true;
            });
        }
    }

    /// How much is kept at most.
    public ResponseRetention.Limits limits() {
        return limits.get();
    }

    /// Removes those that are too old or too many.
    public synchronized void removeOld() {
        delete(takeOld());
    }

    /// The response of the key; null: there is none.
    public synchronized @Nullable Kept find(String id, String key) {
        Kept one = byId.get(id);
        return one != null && one.key().equals(key) && !isOld(one) ? one : null;
    }

    /// Whether any key has a response of that id.
    public synchronized boolean isKnown(String id) {
        return byId.containsKey(id);
    }

    /// A response that is kept here.
    ///
    /// @param input all items that led to it
    public record Content(ObjectNode response, ArrayNode input) {}

    /// The response with what led to it; null: none is kept here for the key.
    public @Nullable Content content(String id, String key) {
        Kept one = find(id, key);
        ObjectNode content =
                one == null || one.provider() != null
                        ? null
                        : store.read(view -> CONTENTS.get(view, Keys.of(id)));
        return content != null
                        && content.path(RESPONSE) instanceof ObjectNode response
                        && content.path(INPUT) instanceof ArrayNode input
                ? new Content(response, input)
                : null;
    }

    /// Forgets a response.
    ///
    /// @return whether the key had it
    public synchronized boolean forget(String id, String key) {
        Kept one = find(id, key);
        if (one != null) {
            take(one);
            delete(List.of(one));
        }
        return one != null;
    }

    /// Forgets all responses of a key.
    public synchronized void forgetAllOf(String key) {
        List<Kept> gone = byId.values().stream().filter(one -> one.key().equals(key)).toList();
        gone.forEach(this::take);
        delete(gone);
    }

    private void take(Kept one) {
        byId.remove(one.id());
        bytes -= one.bytes();
    }
}
