package dev.syngate.requestlog;

import java.util.BitSet;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// One condition of a [RequestFilter]. It can be asked of one request, and of all those of a digest
/// at once, which takes some nanoseconds for each.
sealed interface FilterTerm extends Predicate<RequestFacts> {
    /// Whether it may hold for one of the requests, as far as that is known from the head alone.
    default boolean mayPass(Digest digest) {
        return true;
    }

    /// Takes those of the rows away for which it does not hold.
    void keep(Digest digest, BitSet rows);

    /// Where a name is found in a request and in a digest.
    record Name(Function<RequestFacts, @Nullable String> of, int column) {}

    /// One of the names passes.
    record Named(List<Name> names, Predicate<String> passes) implements FilterTerm {
        @Override
        public boolean test(RequestFacts item) {
            for (Name one : names) {
                String name = one.of().apply(item);
                if (name != null && passes.test(name)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public boolean mayPass(Digest digest) {
            return digest.hasName(passes);
        }

        @Override
        public void keep(Digest digest, BitSet rows) {
            boolean[] passing = digest.passing(passes);
            BitSet none = (BitSet) rows.clone();
            for (Name one : names) {
                digest.keep(none, one.column(), name -> !passing[(int) name]);
            }
            rows.andNot(none);
        }
    }

    /// A number lies strictly between the two.
    record Between(ToLongFunction<RequestFacts> of, int column, long above, long below)
            implements FilterTerm {
        @Override
        public boolean test(RequestFacts item) {
            return isBetween(of.applyAsLong(item));
        }

        private boolean isBetween(long number) {
            return number > above && number < below;
        }

        @Override
        public boolean mayPass(Digest digest) {
            return digest.greatest(column) > above && digest.least(column) < below;
        }

        @Override
        public void keep(Digest digest, BitSet rows) {
            digest.keep(rows, column, this::isBetween);
        }
    }

    /// A request has it or not.
    record Flagged(Predicate<RequestFacts> of, int flag) implements FilterTerm {
        @Override
        public boolean test(RequestFacts item) {
            return of.test(item);
        }

        @Override
        public void keep(Digest digest, BitSet rows) {
            digest.keep(rows, Digest.FLAGS, flags -> (flags & flag) != 0);
        }
    }

    /// The id begins like that.
    ///
    /// @param start in lower case
    record Identified(String start) implements FilterTerm {
        @Override
        public boolean test(RequestFacts item) {
            return item.id().startsWith(start);
        }

        @Override
        public boolean mayPass(Digest digest) {
            return digest.head().last().compareTo(start) >= 0
                    && digest.id(0).compareTo(start + Character.MAX_VALUE) < 0;
        }

        @Override
        public void keep(Digest digest, BitSet rows) {
            int from = digest.sizeBelow(start);
            rows.clear(0, from);
            rows.clear(digest.sizeBelow(start + Character.MAX_VALUE), digest.size());
        }
    }

    /// The other does not hold.
    record Not(FilterTerm other) implements FilterTerm {
        @Override
        public boolean test(RequestFacts item) {
            return !other.test(item);
        }

        @Override
        public void keep(Digest digest, BitSet rows) {
            BitSet held = (BitSet) rows.clone();
            other.keep(digest, held);
            rows.andNot(held);
        }
    }

    /// Something that each request must be asked.
    record Each(Predicate<RequestFacts> asked) implements FilterTerm {
        @Override
        public boolean test(RequestFacts item) {
            return asked.test(item);
        }

        @Override
        public void keep(Digest digest, BitSet rows) {
            DigestRow row = new DigestRow(digest);
            for (int i = rows.nextSetBit(0); i >= 0; i = rows.nextSetBit(i + 1)) {
                row.moveTo(i);
                if (!asked.test(row)) {
                    rows.clear(i);
                }
            }
        }
    }
}
