/// The accounts, their money and their statements.
@NullMarked
package dev.syngate.ui.balance;

import org.jspecify.annotations.NullMarked;
