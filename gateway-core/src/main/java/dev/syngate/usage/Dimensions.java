package dev.syngate.usage;

import dev.syngate.call.ErrorCode;
import dev.syngate.requestlog.RequestRecord;
import dev.syngate.store.RecordReader;
import dev.syngate.store.RecordWriter;

/// What usage can be grouped by; requests that share all of it share a row.
///
/// @param key the API key's id
/// @param model empty where the model asked for does not exist here, whatever it was called
/// @param account the account's id
/// @param provider the provider's name; empty where the request reached none
/// @param group the group's name
record Dimensions(String key, String model, String account, String provider, String group) {
    static Dimensions of(RequestRecord item) {
        String provider = item.provider() == null ? "" : item.provider();
        boolean unknownModel =
                provider.isEmpty() && ErrorCode.MODEL_NOT_FOUND.code().equals(item.error());
        return new Dimensions(
                item.key(),
                unknownModel ? "" : item.model(),
                item.account(),
                provider,
                item.group());
    }

    byte[] bytes() {
        return new RecordWriter()
                .text(key)
                .text(model)
                .text(account)
                .text(provider)
                .text(group)
                .toBytes();
    }

    /// Reads what [#bytes] made.
    static Dimensions read(byte[] bytes, int from) {
        RecordReader reader = new RecordReader(bytes, from);
        return new Dimensions(
                reader.text(), reader.text(), reader.text(), reader.text(), reader.text());
    }
}
