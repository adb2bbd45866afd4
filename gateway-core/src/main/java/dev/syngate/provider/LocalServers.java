package dev.syngate.provider;

import dev.syngate.billing.Price;
import java.util.Set;

/// The model servers that people run on their own machine, known by their usual ports.
final class LocalServers {
    /// Ollama, LM Studio, Jan, llama.cpp, vLLM.
    private static final Set<Integer> PORTS = Set.of(11434, 1234, 1337, 8080, 8000);

    private LocalServers() {}

    /// The draft, free where it is such a server and nobody named a price.
    static Provider priced(Provider draft, String baseUrl) {
        boolean free =
                draft.defaultPrice() == null
                        && draft.withBaseUrl(baseUrl).isLocal()
                        && PORTS.contains(BaseUrl.port(baseUrl));
        return free ? draft.withDefaultPrice(Price.FREE) : draft;
    }
}
