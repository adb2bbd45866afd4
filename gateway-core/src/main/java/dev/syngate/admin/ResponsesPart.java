package dev.syngate.admin;

import dev.syngate.call.RefusedException;
import dev.syngate.responses.ResponseRetention;
import dev.syngate.responses.ResponseRetention.Limits;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// How long responses are kept, how many, and how much room they take.
record ResponsesPart(ResponseRetention retention) implements SettingsPart {
    private static final String DAYS = "response_days";
    private static final String MOST = "responses_kept";
    private static final String ROOM = "responses_mib";
    private static final String LARGEST = "largest_response_mib";
    private static final List<String> NAMES = List.of(DAYS, MOST, ROOM, LARGEST);

    @Override
    public Set<String> fields() {
        return Set.copyOf(NAMES);
    }

    @Override
    public Runnable change(Fields fields) {
        Limits before = retention.get();
        try {
            Limits chosen =
                    new Limits(
                            fields.number(DAYS, before.days()),
                            fields.number(MOST, before.responses()),
                            fields.number(ROOM, before.mebibytes()),
                            fields.number(LARGEST, before.largest()));
            return () -> retention.set(chosen);
        } catch (IllegalArgumentException e) {
            String wrong = NAMES.stream().filter(fields::has).findFirst().orElse(DAYS);
            throw RefusedException.field(wrong, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void show(ObjectNode shown) {
        Limits now = retention.get();
        shown.put(DAYS, now.days())
                .put(MOST, now.responses())
                .put(ROOM, now.mebibytes())
                .put(LARGEST, now.largest());
    }
}
