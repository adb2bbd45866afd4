package dev.syngate.export;

import dev.syngate.billing.Price;
import dev.syngate.billing.Receipt;
import dev.syngate.billing.ReceiptLine;
import dev.syngate.billing.Usage;
import dev.syngate.catalogue.PriceForm;
import dev.syngate.money.Money;
import dev.syngate.protocol.Json;
import dev.syngate.requestlog.CallingTool;
import dev.syngate.requestlog.RequestRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A request's record as JSON.
public final class RequestJson {
    private RequestJson() {}

    /// The record with its attempts and its receipt; the receipt is left out where there is none.
    public static ObjectNode of(RequestRecord item) {
        Receipt receipt = item.receipt();
        Usage usage = receipt == null ? Usage.NONE : receipt.usage();
        ObjectNode shown =
                Json.MAPPER
                        .createObjectNode()
                        .put("id", item.id())
                        .put("time", item.time().toString())
                        .put("key", item.keyName())
                        .put("account", item.account())
                        .put("group", item.group())
                        .put("tool", CallingTool.of(item.userAgent()))
                        .put("user_agent", item.userAgent())
                        .put("endpoint", item.endpoint())
                        .put("model", item.model())
                        .put("provider", item.provider())
                        .put("upstream_model", item.upstreamModel())
                        .put("status", item.status())
                        .put("error", item.error())
                        .put("stream", item.stream())
                        .put("input_tokens", usage.input())
                        .put("cached_tokens", usage.cachedInput())
                        .put("output_tokens", usage.output())
                        .put("reasoning_tokens", usage.reasoning())
                        .put("cost", item.costUnknown() ? null : item.charged().dollars())
                        .put("upstream_cost", dollars(item.upstreamCost()))
                        .put("margin", dollars(item.margin()))
                        .put("estimated", usage.estimated())
                        .put("first_token_ms", item.firstTokenMillis())
                        .put("duration_ms", item.durationMillis());
        ArrayNode attempts = shown.putArray("attempts");
        for (RequestRecord.Attempt attempt : item.attempts()) {
            attempts.addObject()
                    .put("provider", attempt.provider())
                    .put("upstream_model", attempt.upstreamModel())
                    .put("key", attempt.credential())
                    .put("reason", attempt.reason())
                    .put("outcome", attempt.outcome())
                    .put("ms", attempt.millis())
                    .put("cost", dollars(attempt.cost()));
        }
        if (receipt != null) {
            addReceipt(shown.putObject("receipt"), receipt);
        }
        return shown;
    }

    private static @Nullable String dollars(@Nullable Money amount) {
        return amount == null ? null : amount.dollars();
    }

    private static void addReceipt(ObjectNode shown, Receipt receipt) {
        Receipt.Source price = receipt.price();
        shown.put("price", price == null ? null : price.of())
                .put("price_version", price == null ? null : price.version());
        ArrayNode lines = shown.putArray("lines");
        for (ReceiptLine line : receipt.lines()) {
            lines.addObject()
                    .put("unit", PriceForm.nameOf(line.unit()))
                    .put("count", line.count())
                    .put("price", Price.dollars(line.micros()))
                    .put("amount", line.amount().dollars());
        }
        shown.put("list_price", receipt.listPrice().dollars())
                .put("multiplier", receipt.multiplier().text())
                .put("held", receipt.held().dollars())
                .put("charged", receipt.charged().dollars());
    }
}
