package dev.syngate.access;

import java.util.Collection;
import java.util.List;

/// Which models a caller may use: those that match a pattern of its group and one of its own.
///
/// @param group patterns with `*`; empty: all
/// @param own patterns with `*`; empty: all
public record AllowedModels(List<String> group, List<String> own) {
    /// Everything.
    public static final AllowedModels ALL = new AllowedModels(List.of(), List.of());

    public boolean allows(String model) {
        return allows(group, model) && allows(own, model);
    }

    /// Whether what has several names may be used: the group and the caller may each allow it by
    /// another one.
    public boolean allowsOneOf(Collection<String> names) {
        return names.stream().anyMatch(name -> allows(group, name))
                && names.stream().anyMatch(name -> allows(own, name));
    }

    /// Whether nothing is forbidden.
    public boolean isAll() {
        return group.isEmpty() && own.isEmpty();
    }

    private static boolean allows(List<String> patterns, String id) {
        return patterns.isEmpty() || patterns.stream().anyMatch(pattern -> matches(pattern, id));
    }

    /// Whether the pattern, whose `*` stand for any characters, fits the whole id.
    ///
    /// Greedy matching with one point of return: linear in practice, at worst pattern x id.
    public static boolean matches(String pattern, String id) {
        int p = 0;
        int i = 0;
        int star = -1;
        int resume = 0;
        while (i < id.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resume = i;
            } else if (p < pattern.length() && pattern.charAt(p) == id.charAt(i)) {
                p++;
                i++;
            } else if (star >= 0) {
                p = star + 1;
                i = ++resume;
            } else {
                return false;
            }
        }
        return pattern.substring(p).chars().allMatch(c -> c == '*');
    }
}
