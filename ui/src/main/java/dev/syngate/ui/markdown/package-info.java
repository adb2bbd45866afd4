/// Markdown as nodes, also while it is still being written.
@NullMarked
package dev.syngate.ui.markdown;

import org.jspecify.annotations.NullMarked;
