/// The management API: plain JSON over the services of the gateway.
@NullMarked
package dev.syngate.admin;

import org.jspecify.annotations.NullMarked;
