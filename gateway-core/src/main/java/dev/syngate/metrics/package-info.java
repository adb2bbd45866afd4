/// What the gateway tells about itself to Prometheus.
@NullMarked
package dev.syngate.metrics;

import org.jspecify.annotations.NullMarked;
