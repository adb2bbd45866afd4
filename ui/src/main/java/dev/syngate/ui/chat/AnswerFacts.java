package dev.syngate.ui.chat;

import dev.syngate.billing.Price;
import dev.syngate.billing.Receipt;
import dev.syngate.billing.ReceiptLine;
import dev.syngate.billing.Usage;
import dev.syngate.chat.AnswerProgress;
import dev.syngate.money.Money;
import dev.syngate.ui.texts.Figures;
import dev.syngate.ui.texts.Texts;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;

/// What an answer took and what it cost, in words.
record AnswerFacts(Texts texts, Figures figures) {
    private static final int CHARS_PER_TOKEN = 4;

    /// Whether neither money nor tokens were taken.
    static boolean isNothing(Receipt receipt) {
        return receipt.charged().isZero()
                && receipt.usage().input() == 0
                && receipt.usage().output() == 0;
    }

    String tokens(Usage usage) {
        String counted = texts.of("answer.tokens", usage.input(), usage.output());
        return usage.estimated() ? texts.of("answer.estimated", counted) : counted;
    }

    String allTokens(Usage usage) {
        return texts.of(
                "answer.tokens.all",
                usage.input(),
                usage.cachedInput(),
                usage.output(),
                usage.reasoning());
    }

    String cost(Receipt receipt) {
        if (receipt.price() == null) {
            return texts.of("cost.unknown");
        }
        return receipt.isFree() ? texts.of("cost.free") : figures.exact(receipt.charged());
    }

    /// How the cost came about, `($2.00 × 1,204 + $10.00 × 388) / 1M × 0.5 = $0.003445`.
    String formula(Receipt receipt) {
        if (receipt.lines().isEmpty()) {
            return "";
        }
        String lines = receipt.lines().stream().map(this::line).collect(Collectors.joining("\n+ "));
        return lines
                + "\n× "
                + receipt.multiplier().text()
                + " = "
                + figures.exact(receipt.charged());
    }

    private String line(ReceiptLine line) {
        String unit = texts.of("unit." + line.unit().name().toLowerCase(Locale.ROOT));
        String price = figures.exact(Money.ofDollars(Price.dollars(line.micros())));
        return texts.of("cost.line", unit, price, line.count(), figures.exact(line.amount()));
    }

    /// Tokens a second since the first one; while it streams, from the length of the text.
    static long rate(AnswerProgress progress, Duration firstToken) {
        long chars = (long) progress.reasoning().length() + progress.text().length();
        Receipt receipt = progress.receipt();
        long tokens = receipt == null ? chars / CHARS_PER_TOKEN : receipt.usage().output();
        long millis = progress.elapsed().minus(firstToken).toMillis();
        return millis <= 0 ? 0 : tokens * 1000 / millis;
    }
}
