package dev.syngate.metrics;

import dev.syngate.billing.Receipt;
import dev.syngate.billing.Usage;
import dev.syngate.requestlog.RequestRecord;
import dev.syngate.routing.Circuits;
import dev.syngate.routing.Circuits.Circuit;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Counts requests, tokens and money for Prometheus. Labels name endpoints, models that have been
/// served, providers and statuses; never keys. Safe for any thread.
public final class Metrics {
    private static final double PICOS_PER_DOLLAR = 1e12;
    private static final double MILLIS = 1e3;
    private static final double[] SECONDS = {
        0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300
    };

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Counter requests =
            Counter.builder()
                    .withoutExemplars()
                    .name("syngate_requests_total")
                    .help("Requests that were answered, by endpoint and status.")
                    .labelNames("endpoint", "status")
                    .register(registry);
    private final Histogram duration =
            Histogram.builder()
                    .name("syngate_request_duration_seconds")
                    .help("From arrival to the end of the answer.")
                    .unit(Unit.SECONDS)
                    .classicOnly()
                    .withoutExemplars()
                    .classicUpperBounds(SECONDS)
                    .labelNames("endpoint")
                    .register(registry);
    private final Histogram firstToken =
            Histogram.builder()
                    .name("syngate_first_token_seconds")
                    .help("From arrival to the first token of the answer.")
                    .unit(Unit.SECONDS)
                    .classicOnly()
                    .withoutExemplars()
                    .classicUpperBounds(SECONDS)
                    .labelNames("endpoint")
                    .register(registry);
    private final Counter tokens =
            Counter.builder()
                    .withoutExemplars()
                    .name("syngate_tokens_total")
                    .help("Tokens, by model, provider and kind.")
                    .labelNames("model", "provider", "kind")
                    .register(registry);
    private final Counter cost =
            Counter.builder()
                    .withoutExemplars()
                    .name("syngate_cost_dollars_total")
                    .help("What was charged, rounded to what a double holds; the ledger is exact.")
                    .labelNames("model", "provider")
                    .register(registry);

    private final Map<Answered, CounterDataPoint> answered = new ConcurrentHashMap<>();
    private final Map<String, Times> times = new ConcurrentHashMap<>();
    private final Map<Route, Spent> spent = new ConcurrentHashMap<>();

    /// @param inFlight requests that run right now
    /// @param openHolds holds that are not settled yet
    /// @param circuits how the routes do
    public Metrics(IntSupplier inFlight, IntSupplier openHolds, Supplier<List<Circuit>> circuits) {
        gauge("syngate_in_flight_requests", "Requests that run right now.", inFlight);
        gauge("syngate_open_holds", "Holds that are not settled yet.", openHolds);
        GaugeWithCallback.builder()
                .name("syngate_circuit_state")
                .help("Whether a model at a provider works: 0 closed, 1 half-open, 2 open.")
                .labelNames("provider", "model")
                .callback(callback ->
                        ofModels(circuits.get())
                                .forEach((model, level) ->
                                        callback.call(level, model.provider(), model.name())))
                .register(registry);
    }

    private record ModelAt(String provider, String name) {}

    /// A model works as well as its best credential.
    private static Map<ModelAt, Integer> ofModels(List<Circuit> circuits) {
        return circuits.stream()
                .collect(
                        Collectors.toMap(
                                circuit -> new ModelAt(circuit.provider(), circuit.model()),
                                circuit -> level(circuit.state()),
                                Math::min));
    }

    private static int level(Circuits.State state) {
        return switch (state) {
            case CLOSED -> 0;
            case HALF_OPEN -> 1;
            case OPEN -> 2;
        };
    }

    private void gauge(String name, String help, IntSupplier value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(callback -> callback.call(value.getAsInt()))
                .register(registry);
    }

    /// Counts a call that has ended or was refused.
    public void count(RequestRecord item) {
        String endpoint = endpoint(item);
        answered.computeIfAbsent(
                        new Answered(endpoint, item.status()),
                        of -> requests.labelValues(of.endpoint(), String.valueOf(of.status())))
                .inc();
        times.computeIfAbsent(
                        endpoint,
                        of -> new Times(duration.labelValues(of), firstToken.labelValues(of)))
                .observe(item);
        Receipt receipt = item.receipt();
        if (receipt != null && item.provider() != null) {
            spent.computeIfAbsent(
                            new Route(item.model(), item.provider()),
                            of -> new Spent(of, tokens, cost))
                    .add(receipt);
        }
    }

    /// Gemini's paths hold the model: it must not become a label of its own.
    private static String endpoint(RequestRecord item) {
        int colon = item.endpoint().lastIndexOf(':');
        return colon < 0 ? item.endpoint() : item.endpoint().substring(colon + 1);
    }

    private record Answered(String endpoint, int status) {}

    private record Route(String model, String provider) {}

    /// How long the calls of one endpoint took.
    private record Times(DistributionDataPoint whole, DistributionDataPoint toFirstToken) {
        void observe(RequestRecord item) {
            whole.observe(item.durationMillis() / MILLIS);
            if (item.firstTokenMillis() != null) {
                toFirstToken.observe(item.firstTokenMillis() / MILLIS);
            }
        }
    }

    /// What went to one model at one provider.
    private record Spent(
            CounterDataPoint input,
            CounterDataPoint cachedInput,
            CounterDataPoint output,
            CounterDataPoint reasoning,
            CounterDataPoint dollars) {
        Spent(Route of, Counter tokens, Counter cost) {
            this(
                    tokens.labelValues(of.model(), of.provider(), "input"),
                    tokens.labelValues(of.model(), of.provider(), "cached_input"),
                    tokens.labelValues(of.model(), of.provider(), "output"),
                    tokens.labelValues(of.model(), of.provider(), "reasoning"),
                    cost.labelValues(of.model(), of.provider()));
        }

        void add(Receipt receipt) {
            Usage usage = receipt.usage();
            input.inc(usage.input());
            cachedInput.inc(usage.cachedInput());
            output.inc(usage.output());
            reasoning.inc(usage.reasoning());
            dollars.inc(receipt.charged().picos() / PICOS_PER_DOLLAR);
        }
    }

    /// All of it in Prometheus' text format.
    public String text() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            PrometheusTextFormatWriter.create().write(out, registry.scrape());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
