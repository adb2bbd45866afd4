/// An HTTP/1.1 client for servers that are reached without a proxy, in plain text or over TLS.
///
/// It does only what relaying needs, on the thread that asks, and so costs a fraction of a general
/// client.
@NullMarked
package dev.syngate.http1;

import org.jspecify.annotations.NullMarked;
