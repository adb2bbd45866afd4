package dev.syngate.codec;

import dev.syngate.hub.Effort;
import java.util.Locale;
import java.util.regex.Pattern;

/// What models want said differently, by their names: rows, no branches in the codecs. Dates and
/// sources are in the vendors' model pages.
enum ModelTraits {
    /// OpenAI's reasoning models know only `max_completion_tokens`.
    COUNTS_COMPLETION("(.*/)?(o[1-9]|gpt-[5-9]).*"),
    /// Claude that thinks by itself and takes an effort; older ones take a budget.
    ADAPTIVE("(.*/)?claude-(fable|mythos|(opus|sonnet|haiku)-(4[-.][678]|[5-9])).*"),
    /// Claude that refuses sampling other than its own.
    FIXED_SAMPLING("(.*/)?claude-(fable|mythos|opus-(4-[78]|[5-9])|(sonnet|haiku)-[5-9]).*"),
    /// Claude whose thinking can't be switched off.
    ALWAYS_THINKS("(.*/)?claude-(fable|(opus|sonnet|haiku)-5[-.]5).*"),
    /// Claude that may not be forced to call a tool.
    CALLS_FREELY("(.*/)?claude-(fable-5[-.]1|(opus|sonnet)-5[-.]5).*"),
    /// Models whose template opens the tag of thought, so that servers without a parser for it tell
    /// the closing one only.
    STARTS_THINKING("(.*/)?(deepseek-r1|qwq|qwen3.*-thinking|glm-z1).*"),
    /// Gemini that takes a budget instead of a level.
    BUDGETED("(.*/)?gemini-(1|2).*");

    private final Pattern names;

    ModelTraits(String names) {
        this.names = Pattern.compile(names);
    }

    boolean of(String model) {
        return names.matcher(model.toLowerCase(Locale.ROOT)).matches();
    }

    /// The field that limits a chat completion of the model.
    static String chatLimit(String model) {
        return COUNTS_COMPLETION.of(model) ? "max_completion_tokens" : "max_tokens";
    }

    /// The levels of thought that the model of Gemini's has.
    static String geminiLevel(String model, Effort effort) {
        boolean quick = model.contains("flash");
        Effort level = effort.within(quick ? Effort.MINIMAL : Effort.LOW, Effort.HIGH);
        return level.name();
    }
}
