package dev.syngate.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syngate.billing.Rates;
import dev.syngate.billing.Unit;
import dev.syngate.call.RefusedException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelFileTest {
    private static final String TABLE = "id,input,output\nm,1.5,3\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                TABLE,
                "\ufeffid,input,output\r\nm,1.5,3\r\n",
                "id,input,output\rm,1.5,3\r",
                "id;input;output\r\nm;1,5;3\r\n",
                "id;input;output\nm;1.5;3",
                "id\tinput\toutput\nm\t1.5\t3\n",
                "\n ID , Input , Output \n m , 1.5 , 3 \n",
                "[{\"id\":\"m\",\"input\":1.5,\"output\":\"3\"}]",
                "\ufeff{\"models\":[{\"id\":\"m\",\"input\":\"1.5\",\"output\":3.0}]}"
            })
    void aPriceIsReadHoweverTheFileWasSaved(String text) {
        assertPrice(ModelFile.read(text, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-16"})
    void utf8AndUtf16AreRead(String charset) {
        String decoded = ModelFile.decode(TABLE.getBytes(Charset.forName(charset)));
        assertPrice(ModelFile.read(decoded, null));
        byte[] marked = ("\ufeff" + TABLE).getBytes(Charset.forName(charset));
        assertPrice(
                ModelFile.read(ModelFile.decode(marked).replaceFirst("^\ufeff\ufeff", ""), null));
    }

    private static void assertPrice(ModelFile file) {
        assertThat(file.rejected()).isEmpty();
        Rates rates = file.listings().getFirst().price().rates();
        assertThat(file.listings().getFirst().id()).isEqualTo("m");
        assertThat(rates.of(Unit.INPUT)).isEqualTo(1_500_000);
        assertThat(rates.of(Unit.OUTPUT)).isEqualTo(3_000_000);
    }

    @Test
    void whatIsNoTextIsRefused() {
        byte[] latin = "id,input,output\nm\u00fc,1,2\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> ModelFile.decode(latin))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("UTF-8");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    id,input,ouput\\nm,2.5,10                          | ouput
                    id,input\\nm,2.5                                   | output
                    id,output\\nm,2.5                                  | input
                    id,input,output,context\\nm,1,2,128k               | context
                    id,input,output,context\\nm,1,2,1.5                | context
                    id,input,output,free\\nm,1,2,yes                   | free
                    id,input,output\\nm,a lot,2                        | input
                    id;input;output\\nm;1.234,56;2                     | input
                    id,input,output,valid_from\\nm,1,2,soon            | valid_from
                    [{"id":"m","input":true,"output":2}]              | input
                    [{"id":"m","input":1,"output":2,"outputs":3}]     | outputs
                    [{"id":"m","input":1,"output":2,"tiers":[{"above":5,"input":2}]}]            | output
                    [{"id":"m","input":1,"output":2,"tiers":[{"above":"5k","input":2,"output":3}]}] | above
                    [{"id":"m","input":1,"output":2,"tiers":[{"above":5,"input":2,"output":3,"marginal":"so"}]}] | marginal
                    [{"id":"m","input":1,"output":2,"windows":[{"from":"01:00","to":"02:00","in":1}]}] | in
                    {"m":{"litellm_provider":"x","mode":"chat","input_cost_per_token":1e-6}}     | output_cost_per_token
                    {"m":{"litellm_provider":"x","input_cost_per_token":1e-6,"output_cost_per_token":"free"}} | output_cost_per_token
                    {"m":{"litellm_provider":"x","input_cost_per_token":-1,"output_cost_per_token":1}} | input_cost_per_token
                    {"m":{"litellm_provider":"x","input_cost_per_token":1,"output_cost_per_token":1,"max_input_tokens":"long"}} | max_input_tokens
                    {"m":{"litellm_provider":"x","input_cost_per_second":"none"}}                | input_cost_per_second
                    {"v":{"models":{"m":{"cost":{"input":"2.5"}}}}}                              | output
                    {"v":{"models":{"m":{"cost":{"input":"2.5","output":{}}}}}}                  | output
                    {"v":{"models":{"m":{"cost":{"input":1,"output":1,"cache_read":"?"}}}}}      | cache_read
                    {"v":{"models":{"m":{"limit":{"context":"1M"},"cost":{"input":1,"output":1}}}}} | context
                    """)
    void whatIsNotUnderstoodRejectsTheRowAndIsNamed(String text, String field) {
        ModelFile file = ModelFile.read(text.replace("\\n", "\n"), null);
        assertThat(file.listings()).isEmpty();
        assertThat(file.rejected()).hasSize(1);
        assertThat(file.rejected().getFirst().reason()).contains("\"" + field + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"just a text\nof two lines", "[]", "[1, 2]", "name,price\ngpt,5"})
    void aFileWithoutAModelIsRefused(String text) {
        assertThatThrownBy(() -> ModelFile.read(text, null))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("no model");
    }

    @Test
    void numbersMayBeTexts() {
        ModelFile litellm =
                ModelFile.read(
                        """
                        {"m":{"litellm_provider":"openai","mode":"chat","max_input_tokens":"128000",
                          "input_cost_per_token":"1.5e-06","output_cost_per_token":"3E-6"}}
                        """,
                        null);
        assertPrice(litellm);
        assertThat(litellm.listings().getFirst().context()).isEqualTo(128_000);
        assertPrice(
                ModelFile.read(
                        "{\"v\":{\"models\":{\"m\":{\"cost\":{\"input\":\"1.5\",\"output\":3}}}}}",
                        "v"));
    }

    @Test
    void anExponentBeyondAllBoundsIsNoPrice() {
        String text =
                "{\"m\":{\"litellm_provider\":\"x\",\"input_cost_per_token\":1e999999,\"output_cost_per_token\":1}}";
        assertThat(ModelFile.read(text, null).rejected()).hasSize(1);
    }
}
