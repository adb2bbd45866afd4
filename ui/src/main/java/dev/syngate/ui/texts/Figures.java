package dev.syngate.ui.texts;

import dev.syngate.money.Money;
import java.math.BigDecimal;
import java.math.MathContext;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;

/// Numbers, amounts and times as the window shows them.
public final class Figures {
    private static final double THOUSAND = 1000;
    private static final double ROUND_TIMES = 99.95;
    private static final long MOST_TIMES = 10_000;
    private static final int AGGREGATE_DECIMALS = 4;
    private static final int REQUEST_DECIMALS = 6;
    private static final MathContext AXIS_DIGITS = new MathContext(3);
    private final Locale locale;
    private final ZoneId zone;
    private final NumberFormat integers;
    private final DateTimeFormatter timeOfDay;

    public Figures(Texts texts, ZoneId zone) {
        this.locale = texts.locale();
        this.zone = zone;
        this.integers = NumberFormat.getIntegerInstance(locale);
        this.timeOfDay = DateTimeFormatter.ofPattern("HH:mm:ss", locale);
    }

    /// `12,345`.
    public String count(long number) {
        // a copy costs less than a new one; the one itself is not safe for several threads
        return ((NumberFormat) integers.clone()).format(number);
    }

    /// `128k`, `1M`, `1.05M`: for sizes that are round.
    public String thousands(long number) {
        if (number < 1000) {
            return count(number);
        }
        boolean millions = number >= 1_000_000;
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMaximumFractionDigits(millions ? 2 : 0);
        return format.format(number / (millions ? 1_000_000.0 : 1000.0)) + (millions ? "M" : "k");
    }

    /// All decimals that the amount has, at least two: `$0.0073064`, `$10.00`.
    public String exact(Money amount) {
        String digits = amount.dollars();
        int point = digits.indexOf('.');
        int decimals = point < 0 ? 0 : digits.length() - point - 1;
        return sign(amount, decimals < 2 ? amount.dollars(2) : digits);
    }

    /// Four decimals, for sums; never zero for an amount that is not.
    public String sum(Money amount) {
        String digits = amount.dollars(AGGREGATE_DECIMALS);
        boolean vanished = !amount.isZero() && digits.matches("-?0[.]0+");
        if (vanished) {
            return amount.isNegative() ? ">-$0.0001" : "<$0.0001";
        }
        return sign(amount, digits);
    }

    /// Two decimals where they are enough, four below a dollar.
    public String brief(Money amount) {
        boolean small = amount.compareTo(Money.ofDollars("1")) < 0 && !amount.isZero();
        return small ? sum(amount) : sign(amount, amount.dollars(2));
    }

    /// Whole dollars without decimals, others as [#brief].
    public String round(Money amount) {
        String whole = amount.dollars(0);
        return Money.ofDollars(whole).equals(amount) ? sign(amount, whole) : brief(amount);
    }

    private static String sign(Money amount, String digits) {
        return amount.isNegative() ? "-$" + digits.substring(1) : "$" + digits;
    }

    /// `12.4 s`; below ten seconds with two decimals, from a minute on `1 min 5 s`.
    public String seconds(Duration duration) {
        double seconds = duration.toMillis() / 1000.0;
        if (seconds >= 60) {
            return duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
        }
        return String.format(locale, seconds < 10 ? "%.2f s" : "%.1f s", seconds);
    }

    /// `31 Jan 2027`, in the language's own order.
    public String date(Instant instant) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                .withLocale(locale)
                .format(instant.atZone(zone));
    }

    /// `31 Jan 2027, 14:32`, in the language's own order.
    public String dateTime(Instant instant) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                .withLocale(locale)
                .format(instant.atZone(zone));
    }

    /// `Sunday, 20 December 2026, 14:32`, in the language's own order.
    public String longDateTime(Instant instant) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.FULL, FormatStyle.SHORT)
                .withLocale(locale)
                .format(instant.atZone(zone));
    }

    /// The time if it was today, else the date.
    public String recent(Instant instant, Instant now) {
        LocalDate day = LocalDate.ofInstant(instant, zone);
        return day.equals(LocalDate.ofInstant(now, zone))
                ? DateTimeFormatter.ofPattern("HH:mm", locale).format(instant.atZone(zone))
                : DateTimeFormatter.ofPattern("d MMM", locale).format(instant.atZone(zone));
    }

    /// Six decimals, for single requests; never zero for an amount that is not.
    public String six(Money amount) {
        String digits = amount.dollars(REQUEST_DECIMALS);
        boolean vanished = !amount.isZero() && digits.matches("-?0[.]0+");
        return vanished ? "<$0.000001" : sign(amount, digits);
    }

    /// A round amount in dollars at the axis of a chart.
    public String axis(double dollars) {
        String digits =
                BigDecimal.valueOf(dollars).round(AXIS_DIGITS).stripTrailingZeros().toPlainString();
        return "$" + digits;
    }

    /// `812`, `44.1K`, `3.27M`.
    public String compact(long number) {
        if (number < 10_000) {
            return count(number);
        }
        return number < 1_000_000
                ? String.format(locale, "%.1fK", number / 1_000.0)
                : String.format(locale, "%.2fM", number / 1_000_000.0);
    }

    /// `98.7 %`; a dash where there is no whole. Such as `4.2 MB`, in decimal units.
    public String bytes(long number) {
        String[] units = {"B", "kB", "MB", "GB", "TB"};
        double shown = number;
        int unit = 0;
        while (shown >= THOUSAND && unit < units.length - 1) {
            shown /= THOUSAND;
            unit++;
        }
        return String.format(locale, unit == 0 ? "%.0f %s" : "%.1f %s", shown, units[unit]);
    }

    public String percent(long part, long whole) {
        return whole == 0 ? "–" : String.format(locale, "%.1f %%", part * 100.0 / whole);
    }

    /// `4.8×`; from a hundred on whole, from ten thousand on no more than that.
    public String times(double ratio) {
        if (ratio > MOST_TIMES) {
            return "> " + count(MOST_TIMES) + "×";
        }
        return ratio < ROUND_TIMES
                ? String.format(locale, "%.1f×", ratio)
                : count(Math.round(ratio)) + "×";
    }

    /// `10 ms`, `9.1 s`, `2 min 5 s`.
    public String brief(Duration duration) {
        long millis = duration.toMillis();
        if (millis < 1000) {
            return millis + " ms";
        }
        return millis < 60_000
                ? String.format(locale, "%.1f s", millis / 1000.0)
                : seconds(duration);
    }

    /// `6 d 4 h`, `4 h 12 min`, `12 min`.
    public String span(Duration duration) {
        if (duration.toDays() > 0) {
            return duration.toDays() + " d " + duration.toHoursPart() + " h";
        }
        return duration.toHours() > 0
                ? duration.toHours() + " h " + duration.toMinutesPart() + " min"
                : duration.toMinutes() + " min";
    }

    /// `14:32:18`.
    public String timeOfDay(Instant instant) {
        return timeOfDay.format(instant.atZone(zone));
    }

    /// `14:00`.
    public String hour(LocalDateTime time) {
        return DateTimeFormatter.ofPattern("HH:mm", locale).format(time);
    }

    /// `Mon 16`.
    public String weekday(LocalDateTime day) {
        return DateTimeFormatter.ofPattern("EEE d", locale).format(day);
    }

    public ZoneId zone() {
        return zone;
    }
}
