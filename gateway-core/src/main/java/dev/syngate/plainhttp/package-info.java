/// An HTTP/1.1 client for servers that are spoken to in plain text, as those on this machine are.
///
/// It does only what relaying needs, on the thread that asks, and so costs a fraction of a general
/// client. Everything encrypted goes through OkHttp.
@NullMarked
package dev.syngate.plainhttp;

import org.jspecify.annotations.NullMarked;
