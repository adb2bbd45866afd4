/// Models, their routes, and which provider serves a call.
@NullMarked
package dev.syngate.routing;

import org.jspecify.annotations.NullMarked;
