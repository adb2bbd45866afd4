/// Upstream connections: OpenAI-compatible providers and the sandbox.
@NullMarked
package dev.syngate.provider;

import org.jspecify.annotations.NullMarked;
