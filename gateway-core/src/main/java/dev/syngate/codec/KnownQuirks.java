package dev.syngate.codec;

import static dev.syngate.codec.Quirk.drop;
import static dev.syngate.codec.Quirk.rename;

import dev.syngate.codec.Quirk.Action;
import dev.syngate.protocol.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// The quirks of providers that are known before anyone asks them: rows by host and model, for what
/// is translated to them. Sources are the providers' API references.
final class KnownQuirks {
    private static final String HISTORY = "messages.*.reasoning_content";
    private static final String EFFORT = "reasoning_effort";
    private static final String ANY = ".*";
    private static final List<Row> ROWS =
            List.of(
                    row("api\\.openai\\.com|.*\\.azure\\.com", ANY, drop(HISTORY)),
                    row("api\\.groq\\.com", ANY, rename(HISTORY, "reasoning")),
                    row("openrouter\\.ai", ANY, rename(HISTORY, "reasoning")),
                    row(
                            "api\\.mistral\\.ai",
                            ANY,
                            rename("seed", "random_seed"),
                            drop("user"),
                            drop("stream_options"),
                            drop(HISTORY),
                            levels("none,high")),
                    row("api\\.cohere\\.(com|ai)", ANY, drop("user"), levels("none,high")),
                    row(
                            "api\\.deepseek\\.com",
                            ANY,
                            effort("thinking.type"),
                            levels("low,high,max"),
                            new Quirk(Action.FILL, HISTORY, "")),
                    row(
                            "api\\.moonshot\\.(ai|cn)",
                            "kimi-k2.*",
                            effort("thinking"),
                            new Quirk(Action.FILL, HISTORY, " ")),
                    row("api\\.moonshot\\.(ai|cn)", "kimi-k3.*", levels("low,high,max")),
                    row(
                            "(open\\.bigmodel\\.cn|api\\.z\\.ai)",
                            ANY,
                            effort("thinking"),
                            drop("parallel_tool_calls")),
                    row("dashscope.*\\.aliyuncs\\.com", ANY, effort("enable_thinking")),
                    row("api\\.siliconflow\\.(com|cn)", ANY, effort("enable_thinking")),
                    row("api\\.minimax(i)?\\.(io|com|chat)", ANY, drop("parallel_tool_calls")),
                    row("api\\.x\\.ai", ANY, levels("none,low,medium,high,xhigh")),
                    row(ANY, "(.*/)?gpt-5", levels("minimal,low,medium,high")),
                    row(ANY, "(.*/)?gpt-5-(mini|nano).*", levels("minimal,low,medium,high")),
                    row(ANY, "(.*/)?gpt-5\\.1.*", levels("none,low,medium,high")),
                    row(ANY, "(.*/)?gpt-5\\.[2345].*", levels("none,low,medium,high,xhigh")),
                    row(ANY, "(.*/)?gpt-6-astra.*", levels("low,medium,high,xhigh,max")),
                    row(ANY, "(.*/)?gpt-6\\.1-sol.*", levels("low,medium,high,xhigh")),
                    row(ANY, "(.*/)?o[1-9].*", levels("low,medium,high")),
                    row(ANY, "(.*/)?gpt-oss.*", levels("low,medium,high")));

    private KnownQuirks() {}

    private record Row(Pattern hosts, Pattern models, List<Quirk> quirks) {}

    private static Row row(String hosts, String models, Quirk... quirks) {
        return new Row(Pattern.compile(hosts), Pattern.compile(models), List.of(quirks));
    }

    private static Quirk levels(String words) {
        return new Quirk(Action.LEVELS, EFFORT, words);
    }

    private static Quirk effort(String field) {
        return new Quirk(Action.EFFORT, EFFORT, field);
    }

    /// What chat completions of the model want differently at the host; elsewhere nothing is known.
    static List<Quirk> of(Endpoint endpoint, String host, String model) {
        if (endpoint != Endpoint.CHAT) {
            return List.of();
        }
        String name = model.toLowerCase(Locale.ROOT);
        List<Quirk> found = new ArrayList<>();
        for (Row row : ROWS) {
            if (row.hosts().matcher(host).matches() && row.models().matcher(name).matches()) {
                found.addAll(row.quirks());
            }
        }
        return found;
    }
}
