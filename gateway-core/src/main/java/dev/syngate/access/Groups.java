package dev.syngate.access;

import dev.syngate.call.RefusedException;
import dev.syngate.store.CachedMap;
import dev.syngate.store.RecordMap;
import dev.syngate.store.Store;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The groups. "Standard" exists from the start. Safe for any thread.
public final class Groups {
    /// The store's map that holds them.
    public static final RecordMap<Group> MAP = new RecordMap<>("groups", Group.class);

    private static final int LONGEST_NAME = 60;
    private final CachedMap<Group> groups;

    public Groups(Store store) {
        groups = new CachedMap<>(store, MAP);
        if (groups.get(Group.STANDARD) == null) {
            set(Group.named(Group.STANDARD));
        }
    }

    public List<Group> list() {
        return groups.list();
    }

    public @Nullable Group find(String name) {
        Group exact = groups.get(name);
        return exact != null
                ? exact
                : groups.all().stream()
                        .filter(g -> g.name().equalsIgnoreCase(name))
                        .findFirst()
                        .orElse(null);
    }

    /// The group with the name.
    ///
    /// @throws RefusedException when there is none
    public Group get(String name) {
        Group group = find(name);
        if (group == null) {
            throw RefusedException.notFound("there is no group \"" + name + "\"");
        }
        return group;
    }

    /// Adds the group or replaces the one of the same name; affects new requests only.
    public Group set(Group group) {
        if (group.name().isBlank() || group.name().length() > LONGEST_NAME) {
            throw RefusedException.field("name", "a group's name has 1 to 60 characters");
        }
        Group old = find(group.name());
        String name = old == null ? group.name().strip() : old.name();
        Group stored = group.withName(name);
        groups.put(name, stored);
        return stored;
    }

    /// Whether API keys use it is asked before, see [ApiKeys#removeGroup].
    Group remove(Group group) {
        if (group.isStandard()) {
            throw RefusedException.conflict("the group \"Standard\" can't be removed");
        }
        groups.remove(group.name());
        return group;
    }

    /// Lets the groups that name a provider follow its new name.
    public void renameProvider(String oldName, String newName) {
        for (Group group : list()) {
            List<String> providers =
                    group.providers().stream()
                            .map(name -> name.equalsIgnoreCase(oldName) ? newName : name)
                            .toList();
            if (!providers.equals(group.providers())) {
                set(group.withProviders(providers));
            }
        }
    }
}
