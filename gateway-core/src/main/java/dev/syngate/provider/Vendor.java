package dev.syngate.provider;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What differs at the vendors whose hosts we know. Sources: Microsoft's reference of Azure OpenAI
/// (the header `api-key`), Google's of Vertex AI (no list of models at the OpenAI-compatible
/// address).
///
/// @param host how its host names end
/// @param keyHeader the header of its keys; null: as its protocol says
/// @param listsModels whether `models` answers there
record Vendor(String host, @Nullable String keyHeader, boolean listsModels) {
    private static final List<Vendor> ALL =
            List.of(
                    new Vendor(".openai.azure.com", "api-key", true),
                    new Vendor(".cognitiveservices.azure.com", "api-key", true),
                    new Vendor(".services.ai.azure.com", "api-key", true),
                    new Vendor("aiplatform.googleapis.com", null, false),
                    new Vendor("api.perplexity.ai", null, false));
    private static final Vendor OTHER = new Vendor("", null, true);

    static Vendor of(Provider provider) {
        if (provider.baseUrl().isEmpty()) {
            return OTHER;
        }
        String host = BaseUrl.host(provider.baseUrl()).toLowerCase(Locale.ROOT);
        for (Vendor vendor : ALL) {
            if (host.endsWith(vendor.host())) {
                return vendor;
            }
        }
        return OTHER;
    }
}
