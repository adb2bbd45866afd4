package dev.syngate.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.gateway.Gateway;
import dev.syngate.gateway.GatewaySettings;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Keys, groups, accounts, providers and the ledger at the command line.
@Timeout(120)
class ManagementCommandsTest {
    @TempDir private Path folder;
    private Program syngate;

    @BeforeEach
    void open() {
        syngate = new Program(folder);
    }

    @Test
    void whatWasSaidIsRemovedOnlyByWhoeverSaysYes() {
        syngate.run(1, words("bodies clear"));
        assertThat(syngate.errors()).contains("for good", "Say --yes to do it");
        assertThat(syngate.json(0, words("bodies clear --yes")).path("removed").asInt()).isZero();
    }

    @Test
    void aKeyIsSetRotatedAndItsSecretShownOnlyThen() {
        JsonNode created =
                syngate.json(0, words("key create --name laptop --quota 5.00 --per day --rpm 30"));
        JsonNode set =
                syngate.json(
                        0,
                        words(
                                "key set laptop --name desktop --per month --ips 10.0.0.0/8,::1"
                                        + " --tpm 1000 --concurrent 4 --expires 2d"));
        assertThat(set.path("id")).isEqualTo(created.path("id"));
        assertThat(text(set, "name")).isEqualTo("desktop");
        assertThat(text(set, "quota") + text(set, "period") + text(set, "left"))
                .isEqualTo("5month5");
        assertThat(set.path("ips").toString()).isEqualTo("[\"10.0.0.0/8\",\"::1\"]");
        assertThat(set.path("rpm").asInt()).isEqualTo(30);
        assertThat(set.path("concurrent").asInt()).isEqualTo(4);
        assertThat(text(set, "state")).isEqualTo("expiring");

        JsonNode rotated = syngate.json(0, words("key rotate desktop"));
        assertThat(text(rotated, "secret")).isNotEqualTo(text(created, "secret"));
        assertThat(rotated.path("previous_secret_until").isString()).isTrue();
        String shown = syngate.run(0, words("key rotate desktop --grace 0s"));
        assertThat(shown).startsWith("sk-syn-").hasLineCount(1);
        JsonNode listed = syngate.json(0, words("key list")).get(0);
        assertThat(listed.path("previous_secret_until").isNull()).isTrue();
        assertThat(listed.has("secret")).isFalse();
        JsonNode free =
                syngate.json(
                        0,
                        "key",
                        "set",
                        "desktop",
                        "--ips",
                        "",
                        "--quota",
                        "unlimited",
                        "--tpm",
                        "unlimited",
                        "--expires",
                        "never");
        assertThat(free.path("ips").isEmpty()).isTrue();
        assertThat(free.path("quota").isNull() && free.path("left").isNull()).isTrue();
        assertThat(free.path("tpm").isNull() && free.path("expires").isNull()).isTrue();
        assertThat(text(free, "state")).isEqualTo("active");
    }

    @Test
    void anAccountIsSetAndItsStatementIsCsvOnRequest() {
        syngate.json(0, words("account add Team --low-balance 5.00"));
        JsonNode set = syngate.json(0, words("account set Team --name Crew"));
        assertThat(text(set, "mode") + text(set, "low_balance")).isEqualTo("prepaid5");
        assertThat(set.path("low").asBoolean()).isTrue();
        syngate.json(0, words("account topup Crew 10.00 --trial"));
        syngate.json(
                0, "account", "adjust", "Crew", "-1.00", "--note", "a \"fee\", twice\nas agreed");
        syngate.run(2, words("account adjust Crew -1.00"));
        syngate.run(2, words("account set Crew --unlimited --prepaid"));
        set = syngate.json(0, words("account set Crew --unlimited --low-balance none"));
        assertThat(text(set, "mode") + text(set, "balance")).isEqualTo("unlimited9");
        assertThat(set.path("low_balance").isNull()).isTrue();

        String csv = syngate.run(0, words("account statement Crew --csv"));
        assertThat(csv)
                .startsWith("id,time,account,kind,amount,balance,request,note,key\r\n2,")
                .contains("Crew,adjustment,-1,9,,\"a \"\"fee\"\", twice\nas agreed\",\r\n1,")
                .endsWith("Crew,trial_credit,10,10,,,\r\n");
        JsonNode older = syngate.json(0, words("account statement Crew --before 2 --limit 5"));
        assertThat(older.size()).isEqualTo(1);
        assertThat(text(older.get(0), "kind")).isEqualTo("trial_credit");

        syngate.json(0, words("key create --name laptop --account Crew"));
        syngate.run(1, words("account remove Crew"));
        assertThat(syngate.errors()).contains("laptop").hasLineCount(1);
        syngate.run(0, words("key remove laptop"));
        syngate.run(0, words("account remove Crew"));
        assertThat(syngate.json(0, words("account list")).size()).isEqualTo(1);
        assertThat(syngate.json(0, words("ledger export")).size()).isEqualTo(2);
    }

    @Test
    void aGroupChangesOnlyWhatIsGivenAndStaysWhileKeysUseIt() {
        syngate.json(
                0, words("group set Team --multiplier 0.5 --models gpt-*,o? --providers sandbox"));
        JsonNode set = syngate.json(0, words("group set team --multiplier 0.25"));
        assertThat(set.toString())
                .isEqualTo(
                        "{\"name\":\"Team\",\"multiplier\":\"0.25\",\"models\":[\"gpt-*\",\"o?\"],\"providers\":[\"Sandbox\"],\"local_only\":false}");
        set = syngate.json(0, "group", "set", "Team", "--models", "");
        assertThat(set.path("models").isEmpty()).isTrue();
        syngate.json(0, words("key create --name laptop --group Team"));
        syngate.run(1, words("group remove Team"));
        assertThat(syngate.errors()).contains("keys use the group \"Team\": laptop");
        syngate.json(0, words("key set laptop --group standard"));
        syngate.json(0, words("group remove Team"));
        syngate.run(1, words("group remove Standard"));
        assertThat(syngate.errors()).contains("can't be removed");
    }

    @Test
    void aProviderIsSetAndItsKeyIsNeverAnArgument() {
        syngate.json(0, words("provider add p1 --base-url http://127.0.0.1:9 --models a,b"));
        JsonNode set =
                syngate.json(
                        0,
                        words(
                                "provider set p1 --name p2 --base-url http://127.0.0.1:9/x"
                                        + " --api-key-env UPSTREAM_KEY --priority 5 --weight 2"
                                        + " --input 1 --output 2 --disable"));
        assertThat(text(set, "name") + text(set, "base_url") + text(set, "health"))
                .isEqualTo("p2http://127.0.0.1:9/xdisabled");
        assertThat(set.path("has_api_key").asBoolean()).isTrue();
        assertThat(set.path("priority").asInt()).isEqualTo(5);
        assertThat(syngate.json(0, words("model list")).toString())
                .contains("\"routes\":[\"p2:a\"]", "\"pricing\":\"priced\"");
        syngate.runWith("sk-other\n", 0, words("provider set p2 --api-key-stdin --enable"));
        assertThat(syngate.json(0, words("provider set p2 --free")).path("enabled").asBoolean())
                .isTrue();
        assertThat(syngate.json(0, words("model list")).toString())
                .contains("\"pricing\":\"free\"");
        String steps = syngate.run(1, words("provider test p2"));
        assertThat(steps).contains("tcp").contains("nothing answers");
        assertThat(syngate.errors()).contains("not reachable").hasLineCount(1);
        syngate.run(1, words("provider set p2 --api-key-env NOT_THERE"));
        assertThat(syngate.errors()).contains("NOT_THERE is not set");
        syngate.run(2, words("provider set p2 --disable --enable"));
    }

    @Test
    void aModelOfAProviderIsAskedOnlyWithYesAfterItsPriceWasSaid() {
        assertThat(syngate.run(0, words("provider test sandbox")))
                .contains(
                        "built in", "not asked, for it costs money", "at most $0.0008728", "--yes")
                .doesNotContain("first token");
        JsonNode asked = syngate.json(0, words("provider test sandbox --yes --model sandbox/echo"));
        assertThat(asked.path("steps").toString()).contains("first token after", "\"tools\"");
        assertThat(text(asked.path("trial"), "cost")).startsWith("0.0000");

        assertThat(syngate.run(0, words("provider models sandbox")))
                .contains("STATE", "sandbox/echo", "served");
        JsonNode added =
                syngate.json(0, words("provider models sandbox --add sandbox/* --except *echo"));
        assertThat(added.path("added").isEmpty()).as("all are served already").isTrue();
        syngate.run(1, words("provider models sandbox --except x"));
        assertThat(syngate.errors()).contains("--except goes with --add");
        assertThat(syngate.run(0, words("provider list --balance"))).contains("KEYS IN", "BALANCE");
    }

    @Test
    void aSecondRouteAndQuestionsToFailedProvidersAreSettings() {
        JsonNode set = syngate.json(0, words("settings set --hedge-after 500 --probes paid"));
        assertThat(set.path("hedge_after_ms").asInt()).isEqualTo(500);
        assertThat(text(set, "probes")).isEqualTo("paid");
        set = syngate.json(0, words("settings set --hedge-after off --probes off"));
        assertThat(text(set, "hedge_after_ms") + text(set, "probes")).isEqualTo("offoff");
        syngate.run(1, words("settings set --hedge-after 5"));
        assertThat(syngate.errors()).contains("10 to 600000");
    }

    @Test
    void aProviderHasSeveralKeys() {
        syngate.json(
                0,
                words("provider add p --base-url http://127.0.0.1:9 --api-key-env UPSTREAM_KEY"));
        JsonNode added =
                syngate.json(
                        0,
                        words(
                                "provider key add p --label spare --weight 2 --api-key-env OPENAI_API_KEY"));
        assertThat(text(added, "label") + text(added, "health")).isEqualTo("spareunknown");
        syngate.json(0, words("provider key pause p spare"));
        assertThat(syngate.run(0, words("provider key list p")))
                .contains("key-1", "spare", "paused");
        syngate.json(0, words("provider key resume p spare"));
        syngate.json(0, words("provider key set p spare --label other --weight 5"));
        syngate.json(0, words("provider key remove p key-1"));
        JsonNode left = syngate.json(0, words("provider key list p"));
        assertThat(left.size()).isEqualTo(1);
        assertThat(text(left.get(0), "label") + left.get(0).path("weight")).isEqualTo("other5");
        syngate.run(1, words("provider key add p --label more"));
        assertThat(syngate.errors()).contains("--api-key-stdin").hasLineCount(1);
        syngate.run(1, words("provider key remove p more"));
        assertThat(syngate.errors()).contains("has no key \"more\"").hasLineCount(1);
    }

    @Test
    void theWholeLedgerIsExportedFromARunningGatewayToo() {
        GatewaySettings settings = GatewaySettings.of(folder).listeningOn("127.0.0.1", 0);
        try (Gateway gateway = Gateway.open(settings, InstantSource.system())) {
            gateway.start();
            assertThat(syngate.json(0, words("ledger export"))).isEmpty();
            syngate.json(0, words("account add Team"));
            for (int i = 0; i < 3; i++) {
                syngate.json(0, words("account topup Team 1"));
                syngate.json(0, words("account topup Local 2"));
            }
            JsonNode all = syngate.json(0, words("ledger export"));
            assertThat(all.findValuesAsString("balance"))
                    .isEqualTo(List.of("2", "4", "6", "1", "2", "3"));
            assertThat(all.get(0).has("position")).isFalse();
            assertThat(syngate.run(0, words("ledger export --csv --account Team")).split("\r\n"))
                    .hasSize(4);
        }
    }

    private static String[] words(String line) {
        return line.split(" ");
    }

    private static String text(JsonNode item, String field) {
        return item.path(field).asString("");
    }
}
