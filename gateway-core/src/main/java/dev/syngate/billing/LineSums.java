package dev.syngate.billing;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Gathers the lines of one receipt. The prompt is laid out as providers do: what came from the
/// cache first, then what was written to it, then the rest.
final class LineSums {
    private final Usage usage;
    private final @Nullable Long imageMicros;
    private final List<ReceiptLine> lines = new ArrayList<>(6);

    LineSums(Usage usage, @Nullable Long imageMicros) {
        this.usage = usage;
        this.imageMicros = imageMicros;
    }

    List<ReceiptLine> lines() {
        return lines;
    }

    /// Adds the tokens of the prompt from one position up to another.
    void addInput(long from, long to, Rates rates) {
        Media media = usage.media();
        long at = 0;
        at = addSpan(Unit.CACHED_INPUT, at, usage.cachedInput(), from, to, rates);
        at = addSpan(Unit.CACHE_WRITE, at, usage.cacheWrite(), from, to, rates);
        at = addSpan(Unit.CACHE_WRITE_HOUR, at, usage.cacheWriteHour(), from, to, rates);
        long rest = usage.input() - at;
        long audio = Math.min(rest, media.audioInput());
        long image = Math.min(rest - audio, media.imageInput());
        at = addSpan(Unit.INPUT, at, rest - audio - image, from, to, rates);
        at = addSpan(Unit.AUDIO_INPUT, at, audio, from, to, rates);
        addSpan(Unit.IMAGE_INPUT, at, image, from, to, rates);
    }

    private long addSpan(Unit unit, long at, long length, long from, long to, Rates rates) {
        long within = Math.min(at + length, to) - Math.max(at, from);
        add(unit, within, rates.of(unit));
        return at + length;
    }

    /// Adds the answer and what is counted in other ways than by tokens.
    void addRest(Rates tokens, Rates others) {
        Media media = usage.media();
        long text = usage.output() - usage.reasoning();
        long audio = Math.min(text, media.audioOutput());
        long image = Math.min(text - audio, media.imageOutput());
        add(Unit.REASONING, usage.reasoning(), tokens.of(Unit.REASONING));
        add(Unit.OUTPUT, text - audio - image, tokens.of(Unit.OUTPUT));
        add(Unit.AUDIO_OUTPUT, audio, tokens.of(Unit.AUDIO_OUTPUT));
        add(Unit.IMAGE_OUTPUT, image, tokens.of(Unit.IMAGE_OUTPUT));
        addPriced(
                Unit.IMAGE,
                media.images(),
                imageMicros == null ? others.of(Unit.IMAGE) : imageMicros);
        addPriced(Unit.SECOND, media.millis(), others.of(Unit.SECOND));
        addPriced(Unit.CHARACTER, media.characters(), others.of(Unit.CHARACTER));
        addPriced(Unit.REQUEST, 1, others.of(Unit.REQUEST));
    }

    /// Only tokens are worth a line that costs nothing.
    private void addPriced(Unit unit, long count, long micros) {
        if (micros > 0) {
            add(unit, count, micros);
        }
    }

    private void add(Unit unit, long count, long micros) {
        if (count > 0) {
            lines.add(new ReceiptLine(unit, count, micros));
        }
    }
}
