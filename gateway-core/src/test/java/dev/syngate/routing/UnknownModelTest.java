package dev.syngate.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnknownModelTest {
    private static final List<String> KNOWN =
            List.of("gpt-4o", "gpt-4o-mini", "claude-sonnet-4-5", "deepseek-chat", "o3");

    @ParameterizedTest
    @CsvSource({
        "GPT-4o, gpt-4o",
        "gpt4o, gpt-4o",
        "openai/gpt-4o-mini, gpt-4o-mini",
        "claude-sonnet-4.5, claude-sonnet-4-5",
        "claude-sonnet-4-5-20250929, claude-sonnet-4-5",
        "claude-sonnet, claude-sonnet-4-5",
        "deepseek-caht, deepseek-chat",
        "gpt-4o-2024-11-20, gpt-4o"
    })
    void aNameThatIsNearlyRightLeadsToTheRightOne(String asked, String meant) {
        assertThat(UnknownModel.guess(asked, KNOWN)).isEqualTo(meant);
    }

    @Test
    void aNameLikeNoneIsNotGuessedAt() {
        assertThat(UnknownModel.guess("mistral-large", KNOWN)).isNull();
        assertThat(UnknownModel.guess("o4", KNOWN)).isNull();
        assertThat(UnknownModel.guess("-".repeat(90), KNOWN)).isNull();
    }
}
