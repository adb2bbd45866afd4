package dev.syngate.ui.requests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.gateway.Gateway;
import dev.syngate.gateway.GatewaySettings;
import dev.syngate.requestlog.RequestRecord;
import dev.syngate.ui.TrafficAtOnce;
import dev.syngate.ui.fx.Background;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequestsViewModelTest {
    @TempDir private Path folder;
    private Gateway gateway;
    private RequestsViewModel model;

    @BeforeEach
    void open() {
        gateway =
                Gateway.open(
                        GatewaySettings.of(folder).listeningOn("127.0.0.1", 0),
                        InstantSource.system());
        gateway.start();
        model = new RequestsViewModel(gateway, Background.direct());
        model.begin();
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    private List<String> models() {
        return model.rows().stream().map(RequestRecord::model).toList();
    }

    /// A request's record may become known a moment after its answer.
    private void refreshUntil(String... expected) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!models().equals(List.of(expected)) && System.nanoTime() < end) {
            model.refresh();
            LockSupport.parkNanos(1_000_000);
        }
        assertThat(models()).containsExactly(expected);
    }

    @Test
    void newRequestsComeOnTopUnlessTheListIsPaused() {
        TrafficAtOnce traffic = new TrafficAtOnce(gateway);
        traffic.ask("sandbox/echo");
        assertThat(models()).isEmpty();
        refreshUntil("sandbox/echo");
        model.followingProperty().set(false);
        traffic.ask("gpt-7");
        model.refresh();
        assertThat(models()).hasSize(1);
        model.followingProperty().set(true);
        refreshUntil("gpt-7", "sandbox/echo");
    }

    @Test
    void aFilterHoldsForWhatIsThereAndForWhatComes() {
        TrafficAtOnce traffic = new TrafficAtOnce(gateway);
        traffic.ask("sandbox/echo");
        traffic.ask("gpt-7");
        model.filterProperty().set("status:error");
        refreshUntil("gpt-7");
        traffic.ask("sandbox/echo");
        traffic.ask("gpt-8");
        refreshUntil("gpt-8", "gpt-7");
        model.filterProperty().set("");
        assertThat(models()).hasSize(4);
        assertThat(model.progressProperty().get().back()).isNull();
    }

    @Test
    void completionsKnowTheFieldsAndTheNamesInTheList() {
        TrafficAtOnce traffic = new TrafficAtOnce(gateway);
        traffic.ask("sandbox/echo");
        refreshUntil("sandbox/echo");
        Completions completions = new Completions(model);
        assertThat(completions.of("st")).containsExactly("status:");
        assertThat(completions.of("model:sand")).containsExactly("model:sandbox/echo");
        assertThat(completions.of("-status:4")).contains("-status:4xx");
        assertThat(completions.of("key:")).containsExactly("key:Maria");
    }
}
