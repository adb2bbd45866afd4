/// The HTTP side: paths, credentials, errors and streaming to clients.
@NullMarked
package dev.syngate.http;

import org.jspecify.annotations.NullMarked;
