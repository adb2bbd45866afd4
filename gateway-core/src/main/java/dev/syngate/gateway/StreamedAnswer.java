package dev.syngate.gateway;

import dev.syngate.billing.Receipt;
import dev.syngate.call.Cancellation;
import dev.syngate.call.Refusal;
import dev.syngate.chat.AnswerProgress;
import dev.syngate.chat.AnswerProgress.Failure;
import dev.syngate.chat.AnswerProgress.Phase;
import dev.syngate.chat.AnswerProgress.Thought;
import dev.syngate.chat.ChatEvent;
import dev.syngate.chat.ThinkTags;
import dev.syngate.pipeline.Reply;
import dev.syngate.protocol.AnswerReader;
import dev.syngate.protocol.ChatReply;
import dev.syngate.protocol.Endpoint;
import dev.syngate.protocol.SseEvent;
import dev.syngate.protocol.SseParser;
import dev.syngate.protocol.UpstreamErrors;
import dev.syngate.requestlog.RequestRecord;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// An answer read from the pipeline in this process. Its state is guarded by its monitor.
final class StreamedAnswer implements Answer, Reply {
    private final String requestId;
    private final Cancellation cancellation;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AnswerReader reader = Endpoint.CHAT.newReader();
    private final SseParser parser = new SseParser();
    private final long started = System.nanoTime();
    private final StringBuilder reasoning = new StringBuilder();
    private final StringBuilder text = new StringBuilder();
    private Phase phase = Phase.WAITING;
    private long firstToken;
    private final ThinkTags tags = new ThinkTags();
    private final List<Thought> thoughts = new ArrayList<>();

    /// For how long it thought in all before the thought that it has now.
    private long thought;

    private long thoughtSince;
    private long endedAt;
    private @Nullable RequestRecord record;
    private @Nullable Failure failure;

    StreamedAnswer(String requestId, Cancellation cancellation) {
        this.requestId = requestId;
        this.cancellation = cancellation;
    }

    /// @param settledAs finds what was written about it, however it ended
    void run(Consumer<Reply> serve, Supplier<Optional<RequestRecord>> settledAs) {
        try {
            serve.accept(this);
        } finally {
            finish(settledAs.get().orElse(null));
        }
    }

    @Override
    public synchronized AnswerProgress progress() {
        long now = endedAt != 0 ? endedAt : System.nanoTime();
        Receipt receipt = record == null ? null : record.receipt();
        return new AnswerProgress(
                phase,
                requestId,
                reasoning.toString(),
                text.toString(),
                thoughts.isEmpty() ? null : Duration.ofNanos(thought + sinceThought(now)),
                firstToken == 0 ? null : Duration.ofNanos(firstToken - started),
                Duration.ofNanos(now - started),
                record == null ? null : record.upstreamModel(),
                receipt,
                failure,
                thoughts(now));
    }

    private List<Thought> thoughts(long now) {
        if (thoughtSince == 0) {
            return thoughts;
        }
        List<Thought> all = new ArrayList<>(thoughts);
        Thought last = all.removeLast();
        Duration took = Duration.ofNanos(sinceThought(now));
        all.add(new Thought(last.start(), last.before(), took));
        return all;
    }

    private long sinceThought(long now) {
        return thoughtSince == 0 ? 0 : now - thoughtSince;
    }

    @Override
    public void stop() {
        cancellation.cancel();
    }

    @Override
    public void await() {
        boolean interrupted = false;
        while (ended.getCount() > 0) {
            try {
                ended.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void header(String name, String value) {
        // An answer in this process has no headers.
    }

    @Override
    public synchronized void refuse(Refusal refusal) {
        failure = new Failure(refusal.code().code(), refusal.message(), refusal.retryAfter());
    }

    @Override
    public synchronized void whole(int status, String contentType, byte[] body) {
        if (status < 300) {
            ChatReply whole = reader.reply(body);
            add(new ChatEvent.Reasoning(whole.reasoning()));
            add(new ChatEvent.Text(whole.text()));
        } else {
            failure = new Failure("upstream_error", UpstreamErrors.read(body).message());
        }
    }

    @Override
    public void begin(String contentType) {
        // The first event tells what kind of answer begins.
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
        if (cancellation.isCancelled()) {
            throw new IOException("stopped");
        }
        parser.feed(bytes, offset, length);
        for (SseEvent event = parser.next(); event != null; event = parser.next()) {
            reader.chunk(event).events().forEach(this::add);
        }
    }

    private void add(ChatEvent event) {
        switch (event) {
            case ChatEvent.Reasoning more -> {
                if (!more.text().isEmpty()) {
                    tags.off();
                }
                think(more.text());
            }
            case ChatEvent.Text more -> tags.read(more.text(), this::think, this::answer);
            case ChatEvent.Failed failed ->
                    failure = new Failure("upstream_error", failed.message());
            case ChatEvent.Counted ignored -> {}
            case ChatEvent.Done ignored -> {}
        }
    }

    private void think(String more) {
        if (more.isEmpty()) {
            return;
        }
        long now = System.nanoTime();
        firstToken = firstToken == 0 ? now : firstToken;
        if (thoughtSince == 0) {
            thoughtSince = now;
            thoughts.add(new Thought(reasoning.length(), text.length(), null));
        }
        phase = Phase.THINKING;
        reasoning.append(more);
    }

    private void answer(String more) {
        if (more.isEmpty()) {
            return;
        }
        long now = System.nanoTime();
        firstToken = firstToken == 0 ? now : firstToken;
        endThought(now);
        phase = Phase.ANSWERING;
        text.append(more);
    }

    private void endThought(long now) {
        if (thoughtSince == 0) {
            return;
        }
        List<Thought> all = thoughts(now);
        thought += sinceThought(now);
        thoughtSince = 0;
        thoughts.clear();
        thoughts.addAll(all);
    }

    @Override
    public synchronized void settled(RequestRecord settled) {
        record = settled;
    }

    @Override
    public synchronized void fail(Refusal refusal, byte[] event) {
        refuse(refusal);
    }

    @Override
    public void end() {
        // It has ended when all is settled, so that whoever sees the end sees what it cost.
    }

    private synchronized void finish(@Nullable RequestRecord settledAs) {
        if (endedAt != 0) {
            return;
        }
        record = settledAs == null ? record : settledAs;
        tags.end(this::think, this::answer);
        endedAt = System.nanoTime();
        endThought(endedAt);
        phase =
                failure != null
                        ? Phase.FAILED
                        : cancellation.isCancelled() ? Phase.STOPPED : Phase.DONE;
        ended.countDown();
    }
}
