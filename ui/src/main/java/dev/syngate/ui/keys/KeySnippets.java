package dev.syngate.ui.keys;

import java.util.List;

/// How tools are told about the gateway: a row for each, with places for address, key and model.
///
/// @param name of the tool or language, the same in every language
/// @param text with `{base}`, `{root}`, `{key}` and `{model}`
record KeySnippets(String name, String text) {
    /// What stands for a key that can't be shown any more.
    static final String PLACEHOLDER = "YOUR_KEY";

    static final List<KeySnippets> ALL =
            List.of(
                    new KeySnippets(
                            "curl",
                            """
                            curl {base}/chat/completions \\
                              -H "Authorization: Bearer {key}" \\
                              -H "Content-Type: application/json" \\
                              -d '{"model": "{model}", "messages": [{"role": "user", "content": "Hello"}]}'
                            """),
                    new KeySnippets(
                            "Python",
                            """
                            from openai import OpenAI

                            client = OpenAI(base_url="{base}", api_key="{key}")
                            answer = client.chat.completions.create(
                                model="{model}",
                                messages=[{"role": "user", "content": "Hello"}],
                            )
                            print(answer.choices[0].message.content)
                            """),
                    new KeySnippets(
                            "Node",
                            """
                            import OpenAI from "openai";

                            const client = new OpenAI({ baseURL: "{base}", apiKey: "{key}" });
                            const answer = await client.chat.completions.create({
                              model: "{model}",
                              messages: [{ role: "user", content: "Hello" }],
                            });
                            console.log(answer.choices[0].message.content);
                            """),
                    new KeySnippets(
                            ".env",
                            """
                            OPENAI_BASE_URL={base}
                            OPENAI_API_KEY={key}
                            """),
                    new KeySnippets(
                            "Claude Code",
                            """
                            export ANTHROPIC_BASE_URL={root}
                            export ANTHROPIC_AUTH_TOKEN={key}
                            export ANTHROPIC_MODEL={model}
                            claude
                            """),
                    new KeySnippets(
                            "Continue",
                            """
                            # ~/.continue/config.yaml
                            models:
                              - name: {model}
                                provider: openai
                                model: {model}
                                apiBase: {base}
                                apiKey: {key}
                            """),
                    new KeySnippets(
                            "Zed",
                            """
                            // settings.json; the key goes into its Agent panel
                            "language_models": {
                              "openai_compatible": {
                                "Syngate": {
                                  "api_url": "{base}",
                                  "available_models": [{ "name": "{model}", "max_tokens": 128000 }]
                                }
                              }
                            }
                            """));

    /// The text with everything in its place.
    ///
    /// @param base as OpenAI clients take it, with `/v1`
    String filled(String base, String key, String model) {
        return text.replace("{base}", base)
                .replace("{root}", base.replaceFirst("/v1$", ""))
                .replace("{key}", key)
                .replace("{model}", model);
    }
}
