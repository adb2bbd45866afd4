package dev.syngate.gateway;

import dev.syngate.billing.Price;
import dev.syngate.hub.ReasoningStyle;
import dev.syngate.provider.Provider;
import dev.syngate.requestlog.RequestRecord;
import dev.syngate.routing.Circuits;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A gateway whose providers answer oddly, and a caller of an account without limits.
final class AnswerScene implements AutoCloseable {
    private static final Price PRICE = Price.ofTokens(Price.micros("1"), Price.micros("1000"));

    private final RunningGateway running;
    private final List<ScriptedUpstream> upstreams = new ArrayList<>();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String secret;

    AnswerScene(Path folder) {
        running = new RunningGateway(folder);
        secret = running.key("k", null, null);
    }

    /// Adds a route of the model "m"; those that are added first are tried first.
    ScriptedUpstream serve(Provider.Protocol protocol, ScriptedUpstream.Script script)
            throws Exception {
        ScriptedUpstream upstream = new ScriptedUpstream(script);
        upstreams.add(upstream);
        int priority = 100 - upstreams.size();
        String name = "p" + upstreams.size();
        Provider draft =
                new Provider("", name, protocol, upstream.baseUrl(), PRICE, priority, 1, true);
        Gateway gateway = running.gateway();
        gateway.models().addRoute("m", gateway.providers().add(draft, null), "m");
        return upstream;
    }

    HttpResponse<String> post(String path, String body) throws Exception {
        return post(path, "application/json", body);
    }

    HttpResponse<String> post(String path, String type, String body) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + running.port() + path))
                        .header("Authorization", "Bearer " + secret)
                        .header("Content-Type", type)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    Gateway gateway() {
        return running.gateway();
    }

    /// From now on the caller's key tells thoughts in the style.
    void style(ReasoningStyle style) {
        running.gateway().management().patch(Map.of("reasoning_style", style.word()), "keys", "k");
    }

    RequestRecord record() {
        Till.until(() -> !running.gateway().requests().newest(1, r -> true).isEmpty());
        return running.gateway().requests().newest(1, r -> true).getFirst();
    }

    List<String> outcomes() {
        return record().attempts().stream()
                .map(attempt -> attempt.provider() + ": " + attempt.outcome())
                .toList();
    }

    Circuits.Health health(String provider) {
        Gateway gateway = running.gateway();
        Provider found =
                gateway.providers().list().stream()
                        .filter(p -> p.name().equals(provider))
                        .findFirst()
                        .orElseThrow();
        return gateway.circuits().health(found);
    }

    @Override
    public void close() {
        running.close();
        upstreams.forEach(ScriptedUpstream::close);
    }
}
