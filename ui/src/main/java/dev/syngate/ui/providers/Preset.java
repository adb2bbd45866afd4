package dev.syngate.ui.providers;

import java.util.List;
import java.util.Optional;

/// A provider that is known already: a row to start from.
///
/// @param protocol as the management API names it
/// @param keyPrefix what its keys begin with; empty: they can't be told from others
/// @param keyPage where a key is got; empty: it needs none
/// @param variable the environment variable that usually holds its key; empty: none
public record Preset(
        String name,
        String protocol,
        String address,
        String keyPrefix,
        String keyPage,
        String variable) {
    private static final String CHAT = "openai-chat";

    /// All of them; those whose key tells more come first.
    public static final List<Preset> ALL =
            List.of(
                    new Preset(
                            "Anthropic",
                            "anthropic-messages",
                            "https://api.anthropic.com",
                            "sk-ant-",
                            "https://console.anthropic.com/settings/keys",
                            "ANTHROPIC_API_KEY"),
                    new Preset(
                            "OpenRouter",
                            CHAT,
                            "https://openrouter.ai/api/v1",
                            "sk-or-",
                            "https://openrouter.ai/keys",
                            "OPENROUTER_API_KEY"),
                    new Preset(
                            "Gemini",
                            "gemini",
                            "https://generativelanguage.googleapis.com/v1beta",
                            "AIza",
                            "https://aistudio.google.com/apikey",
                            "GEMINI_API_KEY"),
                    new Preset(
                            "Groq",
                            CHAT,
                            "https://api.groq.com/openai/v1",
                            "gsk_",
                            "https://console.groq.com/keys",
                            "GROQ_API_KEY"),
                    new Preset(
                            "xAI",
                            CHAT,
                            "https://api.x.ai/v1",
                            "xai-",
                            "https://console.x.ai",
                            "XAI_API_KEY"),
                    new Preset(
                            "NVIDIA NIM",
                            CHAT,
                            "https://integrate.api.nvidia.com/v1",
                            "nvapi-",
                            "https://build.nvidia.com",
                            "NVIDIA_API_KEY"),
                    new Preset(
                            "Hugging Face",
                            CHAT,
                            "https://router.huggingface.co/v1",
                            "hf_",
                            "https://huggingface.co/settings/tokens",
                            "HF_TOKEN"),
                    new Preset(
                            "Cerebras",
                            CHAT,
                            "https://api.cerebras.ai/v1",
                            "csk-",
                            "https://cloud.cerebras.ai",
                            "CEREBRAS_API_KEY"),
                    new Preset(
                            "Perplexity",
                            CHAT,
                            "https://api.perplexity.ai",
                            "pplx-",
                            "https://www.perplexity.ai/settings/api",
                            "PERPLEXITY_API_KEY"),
                    new Preset(
                            "Fireworks",
                            CHAT,
                            "https://api.fireworks.ai/inference/v1",
                            "fw_",
                            "https://fireworks.ai/account/api-keys",
                            "FIREWORKS_API_KEY"),
                    new Preset(
                            "OpenAI",
                            CHAT,
                            "https://api.openai.com/v1",
                            "sk-proj-",
                            "https://platform.openai.com/api-keys",
                            "OPENAI_API_KEY"),
                    new Preset(
                            "OpenAI (Responses)",
                            "openai-responses",
                            "https://api.openai.com/v1",
                            "",
                            "https://platform.openai.com/api-keys",
                            ""),
                    new Preset(
                            "DeepSeek",
                            CHAT,
                            "https://api.deepseek.com",
                            "",
                            "https://platform.deepseek.com/api_keys",
                            "DEEPSEEK_API_KEY"),
                    new Preset(
                            "Mistral",
                            CHAT,
                            "https://api.mistral.ai/v1",
                            "",
                            "https://console.mistral.ai/api-keys",
                            "MISTRAL_API_KEY"),
                    new Preset(
                            "Together",
                            CHAT,
                            "https://api.together.xyz/v1",
                            "",
                            "https://api.together.ai/settings/api-keys",
                            "TOGETHER_API_KEY"),
                    new Preset(
                            "Moonshot",
                            CHAT,
                            "https://api.moonshot.ai/v1",
                            "",
                            "https://platform.moonshot.ai/console/api-keys",
                            "MOONSHOT_API_KEY"),
                    new Preset(
                            "Z.ai",
                            CHAT,
                            "https://api.z.ai/api/paas/v4",
                            "",
                            "https://z.ai/manage-apikey/apikey-list",
                            "ZAI_API_KEY"),
                    new Preset(
                            "DashScope",
                            CHAT,
                            "https://dashscope.aliyuncs.com/compatible-mode/v1",
                            "",
                            "https://bailian.console.aliyun.com",
                            "DASHSCOPE_API_KEY"),
                    new Preset(
                            "MiniMax",
                            CHAT,
                            "https://api.minimax.io/v1",
                            "",
                            "https://platform.minimax.io",
                            "MINIMAX_API_KEY"),
                    new Preset(
                            "SiliconFlow",
                            CHAT,
                            "https://api.siliconflow.com/v1",
                            "",
                            "https://cloud.siliconflow.com/account/ak",
                            "SILICONFLOW_API_KEY"),
                    new Preset(
                            "DeepInfra",
                            CHAT,
                            "https://api.deepinfra.com/v1/openai",
                            "",
                            "https://deepinfra.com/dash/api_keys",
                            "DEEPINFRA_API_KEY"),
                    new Preset(
                            "GitHub Models",
                            CHAT,
                            "https://models.github.ai/inference",
                            "github_pat_",
                            "https://github.com/settings/tokens",
                            ""),
                    new Preset(
                            "Azure OpenAI",
                            CHAT,
                            "https://NAME.openai.azure.com/openai/v1",
                            "",
                            "https://ai.azure.com",
                            "AZURE_OPENAI_API_KEY"),
                    new Preset(
                            "Amazon Bedrock",
                            CHAT,
                            "https://bedrock-runtime.us-east-1.amazonaws.com/openai/v1",
                            "",
                            "https://console.aws.amazon.com/bedrock/home#/api-keys",
                            "AWS_BEARER_TOKEN_BEDROCK"),
                    new Preset(
                            "Vertex AI",
                            CHAT,
                            "https://LOCATION-aiplatform.googleapis.com/v1/projects/PROJECT/locations/LOCATION/endpoints/openapi",
                            "",
                            "https://console.cloud.google.com/vertex-ai",
                            ""),
                    new Preset("Ollama", CHAT, "http://localhost:11434/v1", "", "", ""),
                    new Preset("LM Studio", CHAT, "http://localhost:1234/v1", "", "", ""),
                    new Preset("Jan", CHAT, "http://localhost:1337/v1", "", "", ""),
                    new Preset("llama.cpp", CHAT, "http://localhost:8080/v1", "", "", ""),
                    new Preset("vLLM", CHAT, "http://localhost:8000/v1", "", "", ""));

    /// Whose key this is, as far as its beginning tells.
    public static Optional<Preset> ofKey(String key) {
        return ALL.stream()
                .filter(one -> !one.keyPrefix().isEmpty() && key.startsWith(one.keyPrefix()))
                .findFirst();
    }

    /// Whose address this is.
    public static Optional<Preset> ofAddress(String address) {
        return ALL.stream().filter(one -> address.startsWith(one.address())).findFirst();
    }

    /// Whether it is a server on this computer.
    public boolean isLocal() {
        return address.startsWith("http://localhost");
    }
}
