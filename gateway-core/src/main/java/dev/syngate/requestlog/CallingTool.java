package dev.syngate.requestlog;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// The program that called, by what it calls itself: tools that people know have the names that
/// people know them by.
public final class CallingTool {
    private static final Map<String, String> KNOWN = known();

    private CallingTool() {}

    /// How a user agent begins, or what stands in it.
    private static Map<String, String> known() {
        Map<String, String> known = new LinkedHashMap<>();
        known.put("claude-cli", "Claude Code");
        known.put("codex", "Codex");
        known.put("opencode", "opencode");
        known.put("geminicli", "Gemini CLI");
        known.put("qwencode", "Qwen Code");
        known.put("kilo-code", "Kilo Code");
        known.put("roocode", "Roo Code");
        known.put("cline", "Cline");
        known.put("cursor", "Cursor");
        known.put("zed/", "Zed");
        known.put("aider", "Aider");
        known.put("litellm", "LiteLLM");
        known.put("cherrystudio", "Cherry Studio");
        known.put("openwebui", "Open WebUI");
        known.put("openai/python", "OpenAI Python");
        known.put("asyncopenai/python", "OpenAI Python");
        known.put("openai/js", "OpenAI Node");
        known.put("openai/java", "OpenAI Java");
        known.put("openai/go", "OpenAI Go");
        known.put("anthropic/python", "Anthropic Python");
        known.put("asyncanthropic/python", "Anthropic Python");
        known.put("anthropic/js", "Anthropic Node");
        known.put("google-genai-sdk", "Google GenAI");
        known.put("python-requests", "Python requests");
        known.put("mozilla/", "Browser");
        return known;
    }

    /// The tool's name; what is not known is called by the first word of what it said, without its
    /// version. Empty: it said nothing.
    public static String of(String userAgent) {
        String said = userAgent.toLowerCase(Locale.ROOT);
        for (Map.Entry<String, String> entry : KNOWN.entrySet()) {
            if (said.contains(entry.getKey())) {
                return entry.getValue();
            }
        }
        return userAgent.split("[/ (;]", 2)[0];
    }
}
