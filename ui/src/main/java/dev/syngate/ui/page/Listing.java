package dev.syngate.ui.page;

import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Supplier;

/// What a list consists of.
///
/// @param <R> a row
/// @param <F> a filter, `true` for which rows are listed
/// @param read reads all rows, off the FX thread
/// @param id stays the same while a row changes
/// @param words what the search looks at
/// @param all the filter at the beginning
public record Listing<R, F>(
        Supplier<List<R>> read,
        Function<R, ?> id,
        Function<R, String> words,
        BiPredicate<R, F> passes,
        F all) {}
