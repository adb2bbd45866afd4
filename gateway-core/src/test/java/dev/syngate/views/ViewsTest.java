package dev.syngate.views;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.access.ApiKey;
import dev.syngate.access.Group;
import dev.syngate.access.KeyDraft;
import dev.syngate.billing.Account;
import dev.syngate.billing.LedgerEntry;
import dev.syngate.billing.Quota;
import dev.syngate.gateway.Gateway;
import dev.syngate.gateway.RunningGateway;
import dev.syngate.money.Money;
import dev.syngate.usage.Grouping;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ViewsTest {
    @TempDir private Path folder;
    private RunningGateway running;
    private Gateway gateway;

    @BeforeEach
    void open() {
        running = new RunningGateway(folder);
        gateway = running.gateway();
    }

    @AfterEach
    void close() {
        running.close();
    }

    private Overview overview() {
        return Objects.requireNonNull(gateway.views().overview(null).value());
    }

    private void ask(String secret) throws Exception {
        assertThat(
                        running.ask(
                                RunningGateway.chat(
                                        secret, RunningGateway.question("sandbox/echo", false))))
                .isNotNull();
    }

    @Test
    void anOverviewCountsTodayAndShowsTheNewestRequests() throws Exception {
        String secret = running.key("Maria", null, null);
        assertThat(overview().firstSteps())
                .isEqualTo(new Overview.FirstSteps(false, false, true, false));
        ask(secret);
        ask(secret);
        Overview now = overview();
        assertThat(now.today().requests()).isEqualTo(2);
        assertThat(now.latest()).hasSize(2).allMatch(item -> item.keyName().equals("Maria"));
        assertThat(now.firstSteps()).isEqualTo(new Overview.FirstSteps(false, true, true, true));
        assertThat(now.funds()).isNull();
    }

    @Test
    void whatNeedsAttentionIsNamed() {
        Account studio = gateway.accounts().add("Studio", Account.Mode.PREPAID);
        gateway.ledger().post(studio, LedgerEntry.Kind.TOP_UP, Money.ofDollars("5"), null);
        gateway.keys()
                .create(
                        new KeyDraft(
                                "Linh",
                                "Studio",
                                Group.STANDARD,
                                gateway.keys().now().plusDays(2).toInstant(),
                                new Quota(Money.ofDollars("1"), Quota.Period.MONTH),
                                ApiKey.Limits.DEFAULT));
        Overview now = overview();
        assertThat(now.attention())
                .singleElement()
                .isInstanceOf(Overview.Attention.KeyExpires.class);
        assertThat(now.funds())
                .isEqualTo(new Overview.Funds("Studio", Money.ofDollars("5"), Money.ZERO));
    }

    private Look<UsageView> lately(Look.@Nullable Version seen) {
        Instant since = gateway.keys().now().minusDays(7).toInstant();
        return gateway.views().usage(Grouping.KEY, since, Instant.MAX, seen);
    }

    @Test
    void usageIsReadAgainOnlyAfterSomethingWasUsed() throws Exception {
        String secret = running.key("Maria", null, null);
        ask(secret);
        Look<UsageView> first = lately(null);
        UsageView usage = Objects.requireNonNull(first.value());
        assertThat(usage.total().requests()).isEqualTo(1);
        assertThat(usage.rows()).extracting(row -> usage.name(row.of())).containsExactly("Maria");
        assertThat(usage.steps()).hasSize(1);
        assertThat(usage.firstToken()).isNotNull();
        ask(secret);
        Look<UsageView> second = lately(first.version());
        assertThat(Objects.requireNonNull(second.value()).total().requests()).isEqualTo(2);
    }
}
