/// The traffic viewer: every request, live, with what it did and what it cost.
@NullMarked
package dev.syngate.ui.requests;

import org.jspecify.annotations.NullMarked;
