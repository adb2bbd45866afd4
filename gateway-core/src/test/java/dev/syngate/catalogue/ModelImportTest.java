package dev.syngate.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syngate.billing.Price;
import dev.syngate.billing.PriceBook;
import dev.syngate.billing.PriceVersion;
import dev.syngate.billing.Unit;
import dev.syngate.call.RefusedException;
import dev.syngate.catalogue.ModelImport.Change;
import dev.syngate.catalogue.ModelImport.Kind;
import dev.syngate.gateway.Gateway;
import dev.syngate.gateway.GatewaySettings;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelImportTest {
    private static final ModelImport.Options PLAIN = new ModelImport.Options(false, false);

    @TempDir private Path folder;
    private Gateway gateway;
    private ModelImport imports;

    @BeforeEach
    void open() {
        gateway = Gateway.open(GatewaySettings.of(folder), InstantSource.system());
        imports = new ModelImport(gateway.models(), InstantSource.system());
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void aFreshInstallationKnowsTheTenStartersWithTheirPrices() {
        assertThat(price("openai/gpt-4o").rates().of(Unit.INPUT)).isEqualTo(2_500_000);
        assertThat(price("openai/gpt-4o").rates().of(Unit.CACHED_INPUT)).isEqualTo(1_250_000);
        assertThat(price("google/gemini-1.5-flash").rates().of(Unit.INPUT)).isEqualTo(70_000);
        assertThat(price("google/gemini-2.0-flash-exp").isFree()).isTrue();
        assertThat(gateway.models().get("google/gemini-1.5-pro").context()).isEqualTo(2_000_000);
        assertThat(Bundled.starters()).hasSize(10);
    }

    @Test
    void bundledListPricesHaveTheirTimes() {
        Bundled bundled = new Bundled();
        assertThat(input(bundled, "gemini-4-argon", "2026-11-30T23:59:59Z")).isEqualTo(2_000_000);
        assertThat(input(bundled, "gemini-4-argon", "2026-12-01T00:00:00Z")).isEqualTo(4_000_000);
        assertThat(input(bundled, "gpt-5.6", "2026-11-21T00:00:00Z")).isEqualTo(4_000_000);
        assertThat(bundled.at("nobody-knows-this", Instant.EPOCH)).isNull();
    }

    private static long input(Bundled bundled, String model, String time) {
        Price price = bundled.at(model, Instant.parse(time));
        assertThat(price).isNotNull();
        return price.rates().of(Unit.INPUT);
    }

    @Test
    void readsLiteLlmsPriceMapWithItsTiersAndSkipsItsSample() {
        ModelFile file =
                ModelFile.read(
                        """
                        {"sample_spec":{"input_cost_per_token":0},
                         "m1":{"litellm_provider":"openai","mode":"chat","max_input_tokens":1050000,
                           "input_cost_per_token":2.5e-06,"output_cost_per_token":1.5E-5,
                           "cache_read_input_token_cost":2.5e-07,
                           "input_cost_per_token_above_272k_tokens":5e-06},
                         "w":{"litellm_provider":"openai","input_cost_per_second":0.0001},
                         "n":{"litellm_provider":"x","mode":"chat"}}\
                        """,
                        null);
        assertThat(file.form()).isEqualTo("litellm");
        assertThat(file.rejected()).extracting(ModelFile.Rejected::id).containsExactly("n");
        Listing first = file.listings().getFirst();
        assertThat(first.context()).isEqualTo(1_050_000);
        assertThat(first.price().rates().of(Unit.CACHED_INPUT)).isEqualTo(250_000);
        assertThat(first.price().tiers().getFirst().above()).isEqualTo(272_000);
        assertThat(first.price().tiers().getFirst().rates().of(Unit.INPUT)).isEqualTo(5_000_000);
        assertThat(first.price().tiers().getFirst().rates().of(Unit.OUTPUT)).isEqualTo(15_000_000);
        assertThat(file.listings().get(1).price().rates().of(Unit.SECOND)).isEqualTo(100);
    }

    @Test
    void readsModelsDevWithAVendorAsPrefixOrOneVendorWithout() {
        String text =
                """
                {"openai":{"id":"openai","models":{"gpt-x":{"id":"gpt-x",
                  "limit":{"context":1000,"input":900},
                  "cost":{"input":1.25,"output":10,"cache_read":0.125,
                    "context_over_200k":{"input":2.5}}}}},
                 "other":{"models":{"free":{"cost":{"input":0,"output":0}}}}}\
                """;
        ModelFile all = ModelFile.read(text, null);
        assertThat(all.listings())
                .extracting(Listing::id)
                .containsExactly("openai/gpt-x", "other/free");
        assertThat(all.listings().get(1).price().isFree()).isTrue();
        Listing one = ModelFile.read(text, "openai").listings().getFirst();
        assertThat(one.id()).isEqualTo("gpt-x");
        assertThat(one.context()).isEqualTo(900);
        assertThat(one.price().tiers().getFirst().rates().of(Unit.OUTPUT)).isEqualTo(10_000_000);
        assertThatThrownBy(() -> ModelFile.read(text, "nobody"))
                .isInstanceOf(RefusedException.class);
    }

    @Test
    void readsCommaSeparatedValuesWithQuotesAndEmptyCells() {
        ModelFile file =
                ModelFile.read(
                        "id,aliases,context,input,output,cached_input,free\n"
                                + "\"a,b\",x;y,1000,1.5,3,,\n"
                                + "gift,,,,,,true\nbad,,,-1,2,,\n",
                        null);
        assertThat(file.listings())
                .extracting(Listing::id, l -> l.price().isFree())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("a,b", false),
                        org.assertj.core.groups.Tuple.tuple("gift", true));
        assertThat(file.listings().getFirst().aliases()).containsExactly("x", "y");
        assertThat(file.rejected()).extracting(ModelFile.Rejected::id).containsExactly("bad");
    }

    @Test
    void whatIsNoneOfTheFormsIsRefusedInWords() {
        assertThatThrownBy(() -> ModelFile.read("{\"a\":1}", null))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("models.dev");
        assertThatThrownBy(() -> ModelFile.read("{\"a\":", null))
                .isInstanceOf(RefusedException.class);
    }

    @Test
    void nothingChangesBeforeItIsAppliedAndTheSecondTimeAllIsTheSame() {
        ModelFile file = own("{\"id\":\"new\",\"input\":\"1\",\"output\":\"2\"}");
        List<Change> changes = imports.plan(file, PLAIN);
        assertThat(changes).extracting(Change::kind).containsExactly(Kind.ADDED);
        assertThat(gateway.models().find("new")).isNull();
        imports.apply(changes);
        assertThat(price("new").rates().of(Unit.OUTPUT)).isEqualTo(2_000_000);
        assertThat(imports.plan(file, PLAIN)).extracting(Change::kind).containsExactly(Kind.SAME);
    }

    @Test
    void aPriceSetByHandStaysUnlessAPersonSaysOtherwise() {
        gateway.models()
                .prices()
                .set(
                        new PriceBook.Draft(
                                "openai/o1",
                                Price.ofTokens(1, 2),
                                null,
                                null,
                                PriceVersion.Source.PERSON));
        ModelFile file =
                own("{\"id\":\"openai/o1\",\"input\":\"0.000002\",\"output\":\"0.000003\"}");
        assertThat(imports.plan(file, PLAIN)).extracting(Change::kind).containsExactly(Kind.KEPT);
        assertThat(imports.plan(file, new ModelImport.Options(false, true)))
                .extracting(Change::kind)
                .containsExactly(Kind.CHANGED);
    }

    @Test
    void whatLooksLikeAMistakeIsRejectedUnlessForced() {
        assertRejected("{\"id\":\"openai/gpt-4o\",\"input\":\"25\",\"output\":\"10\"}");
        assertRejected("{\"id\":\"x\",\"input\":\"1\",\"output\":\"2\",\"cached_input\":\"3\"}");
        assertRejected(
                "{\"id\":\"x\",\"input\":\"1\",\"output\":\"2\",\"cache_write\":\"18.75\",\"cache_write_1h\":\"6\"}");
        assertRejected("{\"id\":\"x\",\"input\":\"100000\",\"output\":\"2\"}");
    }

    private void assertRejected(String row) {
        assertThat(imports.plan(own(row), PLAIN))
                .extracting(Change::kind)
                .containsExactly(Kind.REJECTED);
        assertThat(imports.plan(own(row), new ModelImport.Options(true, false)))
                .extracting(Change::kind)
                .doesNotContain(Kind.REJECTED);
    }

    @Test
    void aPriceOfTheFutureCountsOnlyThen() {
        imports.apply(
                imports.plan(
                        own(
                                "{\"id\":\"openai/gpt-4o\",\"input\":\"3\",\"output\":\"12\",\"valid_from\":\"2099-01-01\"}"),
                        PLAIN));
        assertThat(price("openai/gpt-4o").rates().of(Unit.INPUT)).isEqualTo(2_500_000);
        PriceVersion later =
                gateway.models()
                        .prices()
                        .at("openai/gpt-4o", Instant.parse("2099-01-01T00:00:00Z"));
        assertThat(later).isNotNull();
        assertThat(later.price().rates().of(Unit.INPUT)).isEqualTo(3_000_000);
    }

    private static ModelFile own(String row) {
        return ModelFile.read("[" + row + "]", null);
    }

    private Price price(String model) {
        Price price = gateway.models().price(gateway.models().get(model));
        assertThat(price).isNotNull();
        return price;
    }
}
