package dev.syngate.routing;

import dev.syngate.access.AllowedModels;
import dev.syngate.call.RefusedException;
import dev.syngate.store.CachedMap;
import dev.syngate.store.RecordMap;
import dev.syngate.store.Store;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rules that say which model is meant by names that no model has, or in spite of one that does.
/// The first that fits counts. Safe for any thread.
public final class ModelMap {
    /// The store's map that holds them, all in one record.
    public static final RecordMap<Rules> MAP = new RecordMap<>("model-map", Rules.class);

    private static final String ALL = "rules";
    private static final int LONGEST = 200;
    private static final int MOST_RULES = 1000;
    private final CachedMap<Rules> rules;

    public ModelMap(Store store) {
        rules = new CachedMap<>(store, MAP);
    }

    /// Where names that fit go.
    ///
    /// @param pattern with `*` for any characters; no two rules have the same
    /// @param target a model, or `provider/model`; its `*` stands for what that of the pattern did
    /// @param always whether it also holds for the names of models that are there
    public record Rule(String pattern, String target, boolean always) {
        /// What the name is turned into; null: it does not fit.
        @Nullable String apply(String name) {
            if (!AllowedModels.matches(pattern, name)) {
                return null;
            }
            int star = pattern.indexOf('*');
            return star < 0
                    ? target
                    : target.replace(
                            "*",
                            name.substring(star, name.length() - (pattern.length() - star - 1)));
        }

        boolean isOneName() {
            return pattern.indexOf('*') < 0;
        }
    }

    /// All rules in their order.
    public record Rules(List<Rule> list) {
        public Rules {
            list = List.copyOf(list);
        }
    }

    /// A rule and what it makes of a name.
    public record Mapped(Rule rule, String name) {}

    public List<Rule> list() {
        Rules all = rules.get(ALL);
        return all == null ? List.of() : all.list();
    }

    /// The first rule that fits the name; null: none.
    ///
    /// @param always only those that hold for the names of models that are there
    @Nullable Mapped find(String name, boolean always) {
        for (Rule rule : list()) {
            if (!always || rule.always()) {
                String target = rule.apply(name);
                if (target != null) {
                    return new Mapped(rule, target);
                }
            }
        }
        return null;
    }

    /// Adds a rule, or changes the one of its pattern.
    ///
    /// @param place from 1; null: the last, or where it is
    /// @throws RefusedException when it can't be such a rule
    public synchronized Rule set(Rule rule, @Nullable Integer place) {
        check(rule);
        List<Rule> changed = new ArrayList<>(list());
        int old = placeOf(rule.pattern(), changed);
        if (old >= 0) {
            changed.remove(old);
        }
        int at = place == null ? old < 0 ? changed.size() : old : Math.max(0, place - 1);
        changed.add(Math.min(at, changed.size()), rule);
        if (changed.size() > MOST_RULES) {
            throw RefusedException.conflict("there are " + MOST_RULES + " rules already");
        }
        rules.put(ALL, new Rules(changed));
        return rule;
    }

    private static void check(Rule rule) {
        checkLength("pattern", rule.pattern());
        checkLength("target", rule.target());
        long stars = rule.pattern().chars().filter(c -> c == '*').count();
        if (stars > 1) {
            throw RefusedException.field("pattern", "a pattern has one * at most");
        }
        if (rule.target().indexOf('*') >= 0 && stars == 0) {
            throw RefusedException.field(
                    "target", "the target has a *, but the pattern has none that it could repeat");
        }
    }

    private static void checkLength(String name, String text) {
        if (text.isBlank() || text.length() > LONGEST) {
            throw RefusedException.field(name, "the " + name + " has 1 to 200 characters");
        }
    }

    /// @throws RefusedException when there is none
    public synchronized Rule remove(String pattern) {
        List<Rule> left = new ArrayList<>(list());
        int place = placeOf(pattern, left);
        if (place < 0) {
            throw RefusedException.notFound("there is no rule for \"" + pattern + "\"");
        }
        Rule removed = left.remove(place);
        rules.put(ALL, new Rules(left));
        return removed;
    }

    private static int placeOf(String pattern, List<Rule> all) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).pattern().equals(pattern)) {
                return i;
            }
        }
        return -1;
    }
}
