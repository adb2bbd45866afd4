/// One call of the gateway: what is asked, by whom, and how it may be refused.
@NullMarked
package dev.syngate.call;

import org.jspecify.annotations.NullMarked;
