/// The grammar of the pages: what a page is, and the list page that most of them are.
@NullMarked
package dev.syngate.ui.page;

import org.jspecify.annotations.NullMarked;
