package dev.syngate.ui.requests;

import dev.syngate.gateway.Gateway;
import dev.syngate.requestlog.RequestFilter;
import dev.syngate.requestlog.RequestLog;
import dev.syngate.requestlog.RequestRecord;
import dev.syngate.requestlog.RunningRequest;
import dev.syngate.ui.fx.Background;
import dev.syngate.ui.page.PageState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// The requests that pass a filter, the newest first, without their looks. FX thread only.
///
/// The log is searched in short looks, one after the other, until a page is found; new requests are
/// added on top while the list follows them.
public final class RequestsViewModel {
    static final int PAGE = 200;
    static final int MOST = 2_000;

    /// Records that one look goes through: some ten milliseconds.
    private static final int LOOK = 10_000;

    private static final int MOST_RUNNING = 200;

    private static final Comparator<RequestRecord> NEWEST_FIRST =
            Comparator.comparing(RequestRecord::id).reversed();

    private final Gateway gateway;
    private final Background background;
    private final ObservableList<RequestRecord> rows = FXCollections.observableArrayList();
    private final StringProperty filter = new SimpleStringProperty("");
    private final BooleanProperty following = new SimpleBooleanProperty(true);
    private final ReadOnlyObjectWrapper<Progress> progress =
            new ReadOnlyObjectWrapper<>(new Progress(new PageState.Loading(), false, null));
    private final RunningFirst listed = new RunningFirst(rows);
    private List<RunningRequest> running = List.of();
    private RequestFilter parsed = RequestFilter.ALL;
    private @Nullable String next;
    private @Nullable Instant back;
    private @Nullable Long position;
    private int wanted = PAGE;
    private int generation;
    private boolean searching;
    private boolean asking;

    public RequestsViewModel(Gateway gateway, Background background) {
        this.gateway = gateway;
        this.background = background;
        filter.subscribe((before, now) -> begin());
        following.subscribe((before, now) -> refresh());
    }

    /// How far the search has come.
    ///
    /// @param searching whether it goes on
    /// @param back how far back it has looked; null: to the beginning
    record Progress(PageState state, boolean searching, @Nullable Instant back) {}

    ObservableList<RequestRecord> rows() {
        return rows;
    }

    /// Those that run and pass, above the rows.
    RunningFirst listed() {
        return listed;
    }

    /// How many bytes of the answer of a request that runs have gone out.
    long sent(String id) {
        return running.stream()
                .filter(one -> one.request().id().equals(id))
                .mapToLong(RunningRequest::sent)
                .findFirst()
                .orElse(0);
    }

    /// What is looked for, as [RequestFilter] reads it.
    StringProperty filterProperty() {
        return filter;
    }

    /// Whether new requests are added while they come in.
    BooleanProperty followingProperty() {
        return following;
    }

    ReadOnlyObjectProperty<Progress> progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /// The words of the filter that look like terms but are none.
    List<String> mistaken() {
        return RequestFilter.mistaken(filter.get(), gateway.keys().now());
    }

    /// Begins anew with the filter as it is now.
    void begin() {
        generation++;
        parsed = RequestFilter.parse(filter.get(), gateway.keys().now());
        next = null;
        position = null;
        wanted = PAGE;
        searching = true;
        int asked = generation;
        background.run(
                () -> {
                    Long now = gateway.requests().endedAfter(null).position();
                    return new First(now, look(parsed, null));
                },
                first -> {
                    if (asked == generation) {
                        position = first.position();
                        rows.setAll(first.found().requests());
                        goOn(first.found());
                    }
                },
                failure -> fail(asked, failure));
    }

    private record First(Long position, RequestLog.Found found) {}

    private RequestLog.Found look(RequestFilter sought, @Nullable String before) {
        return gateway.requests().search(sought, before, PAGE, LOOK);
    }

    /// Looks further back for another page.
    void more() {
        if (next != null && !searching && rows.size() < MOST) {
            wanted = Math.min(MOST, rows.size() + PAGE);
            search();
        }
    }

    private void search() {
        searching = true;
        int asked = generation;
        String before = next;
        background.run(
                () -> look(parsed, before),
                found -> {
                    if (asked == generation) {
                        rows.addAll(found.requests());
                        goOn(found);
                    }
                },
                failure -> fail(asked, failure));
    }

    private void goOn(RequestLog.Found found) {
        next = found.next();
        back = found.back();
        if (next != null && rows.size() < wanted) {
            show(true);
            search();
        } else {
            searching = false;
            show(false);
        }
    }

    private void show(boolean goesOn) {
        progress.set(new Progress(new PageState.Ready(), goesOn, back));
    }

    private void fail(int asked, RuntimeException failure) {
        if (asked == generation) {
            searching = false;
            String reason = String.valueOf(failure.getMessage());
            progress.set(new Progress(new PageState.Failed(reason), false, null));
        }
    }

    /// Stops a request that runs.
    void cancel(String id) {
        gateway.cancel(id);
        showRunning();
    }

    private void showRunning() {
        List<RunningRequest> now = gateway.running();
        if (!now.isEmpty() || !running.isEmpty()) {
            running = now;
            listed.show(
                    now.stream()
                            .map(RunningRequest::request)
                            .filter(parsed)
                            .sorted(NEWEST_FIRST)
                            .limit(MOST_RUNNING)
                            .toList());
        }
    }

    /// Adds what has ended since the last look, unless the list is paused.
    void refresh() {
        showRunning();
        Long from = position;
        if (asking || from == null || !following.get()) {
            return;
        }
        asking = true;
        int asked = generation;
        RequestFilter sought = parsed;
        background.run(
                () -> gateway.requests().endedAfter(from),
                ended -> {
                    asking = false;
                    if (asked == generation) {
                        position = ended.position();
                        add(ended.requests().stream().filter(sought).toList());
                    }
                },
                failure -> {
                    asking = false;
                    fail(asked, failure);
                });
    }

    /// New ones nearly always belong on top, all together.
    private void add(List<RequestRecord> ended) {
        if (ended.isEmpty()) {
            return;
        }
        List<RequestRecord> fresh = new ArrayList<>(ended);
        fresh.sort(NEWEST_FIRST);
        if (rows.isEmpty() || NEWEST_FIRST.compare(fresh.getLast(), rows.getFirst()) < 0) {
            rows.addAll(0, fresh);
        } else {
            fresh.forEach(this::insert);
        }
        if (rows.size() > MOST) {
            rows.remove(MOST, rows.size());
            next = rows.getLast().id();
            back = rows.getLast().time();
        }
        show(searching);
    }

    private void insert(RequestRecord item) {
        int place = Collections.binarySearch(rows, item, NEWEST_FIRST);
        if (place < 0) {
            rows.add(-place - 1, item);
        } else {
            rows.set(place, item);
        }
    }

    /// Shows the request with the id, wherever it is.
    void find(String id, Consumer<RequestRecord> found) {
        background.run(
                () -> gateway.requests().find(id),
                request -> request.ifPresent(found),
                failure -> {});
    }

    /// Where clients send their requests; such as `http://127.0.0.1:7960`.
    String address() {
        return gateway.state() instanceof dev.syngate.gateway.GatewayState.Running running
                ? running.address()
                : "http://127.0.0.1:7960";
    }

    /// The names that a filter's term may have, among the requests that are listed.
    List<String> namesOf(java.util.function.Function<RequestRecord, @Nullable String> of) {
        return rows.stream()
                .map(of)
                .filter(name -> name != null && !name.isEmpty())
                .distinct()
                .sorted(String.CASE_INSENSITIVE_ORDER)
                .limit(30)
                .toList();
    }

    /// Does something that takes its time away from the FX thread.
    <T> void work(
            Supplier<T> task, Consumer<? super T> done, Consumer<? super RuntimeException> failed) {
        background.run(task, done, failed);
    }

    Gateway gateway() {
        return gateway;
    }

    /// What is listed now, as a filter for all that is kept.
    RequestFilter passing() {
        return RequestFilter.parse(filter.get(), gateway.keys().now());
    }
}
