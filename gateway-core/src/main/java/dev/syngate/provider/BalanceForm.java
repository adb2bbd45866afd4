package dev.syngate.provider;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// How a vendor tells what is left of our money there. Sources: the vendors' own references of
/// these addresses.
///
/// @param host how its host names end
/// @param path from the root of the host
/// @param left where the answer says what is left, as a JSON pointer
/// @param spent where it says what is to be taken off that; null: nothing
/// @param currency its code, or where the answer says it
record BalanceForm(String host, String path, String left, @Nullable String spent, String currency) {
    private static final List<BalanceForm> ALL =
            List.of(
                    of("openrouter.ai", "/api/v1/credits", "/data/total_credits")
                            .without("/data/total_usage"),
                    of("openrouter.ai", "/api/v1/key", "/data/limit_remaining"),
                    of("api.deepseek.com", "/user/balance", "/balance_infos/0/total_balance")
                            .in("/balance_infos/0/currency"),
                    of("api.siliconflow.com", "/v1/user/info", "/data/totalBalance"),
                    of("api.siliconflow.cn", "/v1/user/info", "/data/totalBalance").in("CNY"),
                    of("api.moonshot.ai", "/v1/users/me/balance", "/data/available_balance"),
                    of("api.moonshot.cn", "/v1/users/me/balance", "/data/available_balance")
                            .in("CNY"),
                    of("api.stepfun.com", "/v1/accounts", "/balance").in("CNY"),
                    of("ai-gateway.vercel.sh", "/v1/credits", "/balance"));

    private static BalanceForm of(String host, String path, String left) {
        return new BalanceForm(host, path, left, null, "USD");
    }

    private BalanceForm without(String pointer) {
        return new BalanceForm(host, path, left, pointer, currency);
    }

    private BalanceForm in(String other) {
        return new BalanceForm(host, path, left, spent, other);
    }

    /// Those of the provider's vendor, to be tried in their order; none where it tells nothing.
    static List<BalanceForm> of(Provider provider) {
        if (provider.baseUrl().isEmpty()) {
            return List.of();
        }
        String host = BaseUrl.host(provider.baseUrl()).toLowerCase(Locale.ROOT);
        return ALL.stream().filter(form -> host.endsWith(form.host())).toList();
    }

    /// What an answer says; null: nothing.
    @Nullable Balance read(JsonNode answer) {
        BigDecimal amount = number(answer.at(left));
        BigDecimal off = spent == null ? BigDecimal.ZERO : number(answer.at(spent));
        if (amount == null || off == null) {
            return null;
        }
        String code = currency.startsWith("/") ? answer.at(currency).asString("") : currency;
        return new Balance(amount.subtract(off), code.length() > 8 ? "" : code);
    }

    private static @Nullable BigDecimal number(JsonNode value) {
        String text = value.asString("");
        return text.matches("-?\\d{1,12}(\\.\\d{1,18})?") ? new BigDecimal(text) : null;
    }
}
