package dev.syngate.pipeline;

import dev.syngate.codec.Complaint;
import dev.syngate.codec.ForeignThoughts;
import dev.syngate.codec.Quirk;
import dev.syngate.codec.Quirks;
import dev.syngate.protocol.Endpoint;
import dev.syngate.protocol.Json;
import dev.syngate.routing.LearnedQuirks;
import dev.syngate.routing.Target;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// The words in which one target is asked: the usual ones, but for what it is known not to take.
/// For one thread.
final class Wording {
    private static final Quirk NO_USAGE = new Quirk(Quirk.Action.DROP, "stream_options", "");

    private final LearnedQuirks learned;
    private final Target target;
    private final Endpoint endpoint;
    private final List<Quirk> quirks = new ArrayList<>(0);
    private final int known;
    private boolean strips;
    private List<String> lost = List.of();
    private byte @Nullable [] sent;

    /// @param endpoint in whose words it is asked
    /// @param translated whether the words are the gateway's own
    Wording(LearnedQuirks learned, Target target, Endpoint endpoint, boolean translated) {
        this.learned = learned;
        this.target = target;
        this.endpoint = endpoint;
        if (translated) {
            quirks.addAll(Quirks.known(endpoint, target.provider().host(), target.upstreamModel()));
        }
        quirks.addAll(learned.of(target));
        known = quirks.size();
    }

    /// Whether all that is different is that the usage is not asked for.
    boolean onlyOmitsUsage() {
        return !strips && quirks.size() == 1 && quirks.getFirst().equals(NO_USAGE);
    }

    /// @param usual JSON
    byte[] of(byte[] usual) {
        sent = usual;
        if (!quirks.isEmpty() || strips) {
            ObjectNode request = Quirks.read(usual);
            lost = Quirks.apply(quirks, request);
            if (strips) {
                ForeignThoughts.strip(endpoint, request);
            }
            sent = Json.MAPPER.writeValueAsBytes(request);
        }
        return sent;
    }

    /// Learns from a refusal.
    ///
    /// @param asksForUsage whether the usage is asked for though the caller did not
    /// @return whether there are other words to try
    boolean amend(Complaint complaint, boolean asksForUsage) {
        if (sent == null) {
            return false;
        }
        ObjectNode request = Quirks.read(sent);
        Quirk remedy = complaint.remedy(request, asksForUsage && request.has("stream_options"));
        if (remedy != null && !quirks.contains(remedy)) {
            quirks.add(remedy);
            return true;
        }
        if (!strips && complaint.isAboutThoughts() && ForeignThoughts.strip(endpoint, request)) {
            strips = true;
            return true;
        }
        return false;
    }

    /// The target answers: what was learned on the way holds from now on.
    void worked() {
        if (quirks.size() > known) {
            learned.add(target, quirks.subList(known, quirks.size()));
        }
    }

    /// The parameters that were left out.
    List<String> lost() {
        return lost;
    }

    /// Whether thoughts of others were left out.
    boolean strips() {
        return strips;
    }
}
