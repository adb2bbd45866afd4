/// What the program writes down about itself: log files, and reports of crashes.
@NullMarked
package dev.syngate.logs;

import org.jspecify.annotations.NullMarked;
