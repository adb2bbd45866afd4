/// Prices, accounts, holds and the append-only ledger.
@NullMarked
package dev.syngate.billing;

import org.jspecify.annotations.NullMarked;
