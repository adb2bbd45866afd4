package dev.syngate.gateway;

import dev.syngate.billing.Receipt;
import dev.syngate.call.Cancellation;
import dev.syngate.call.Refusal;
import dev.syngate.chat.AnswerProgress;
import dev.syngate.chat.AnswerProgress.Failure;
import dev.syngate.chat.AnswerProgress.Phase;
import dev.syngate.chat.ChatEvent;
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
    private final AnswerWords words = new AnswerWords();
    private Phase end = Phase.WAITING;
    private long endedAt;
    private @Nullable RequestRecord record;
    private @Nullable Failure failure;
    private Phase told = Phase.WAITING;
    private Runnable turn = () -> {};

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
            tellTurn();
        }
    }

    @Override
    public synchronized AnswerProgress progress() {
        long now = endedAt != 0 ? endedAt : System.nanoTime();
        Receipt receipt = record == null ? null : record.receipt();
        long first = words.firstToken();
        return new AnswerProgress(
                endedAt == 0 ? words.phase() : end,
                requestId,
                words.reasoning(),
                words.text(),
                words.thinking(now),
                first == 0 ? null : Duration.ofNanos(first - started),
                Duration.ofNanos(now - started),
                record == null ? null : record.upstreamModel(),
                receipt,
                failure,
                words.thoughts(now),
                words.tools());
    }

    @Override
    public void onTurn(Runnable task) {
        synchronized (this) {
            turn = task;
        }
        tellTurn();
    }

    /// Never called under the monitor, since whoever listens may ask for the progress.
    private void tellTurn() {
        Runnable task;
        synchronized (this) {
            Phase now = endedAt == 0 ? words.phase() : end;
            if (now == told) {
                return;
            }
            told = now;
            task = turn;
        }
        task.run();
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
    public void write(byte[] bytes, int offset, int length) throws IOException {
        read(bytes, offset, length);
        tellTurn();
    }

    private synchronized void read(byte[] bytes, int offset, int length) throws IOException {
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
            case ChatEvent.Reasoning more -> words.reasoning(more.text());
            case ChatEvent.Text more -> words.text(more.text());
            case ChatEvent.ToolCall more -> words.call(more);
            case ChatEvent.Failed failed ->
                    failure = new Failure("upstream_error", failed.message());
            case ChatEvent.Counted ignored -> {}
            case ChatEvent.Done ignored -> {}
        }
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
        endedAt = System.nanoTime();
        words.end(endedAt);
        end =
                failure != null
                        ? Phase.FAILED
                        : cancellation.isCancelled() ? Phase.STOPPED : Phase.DONE;
        ended.countDown();
    }
}
