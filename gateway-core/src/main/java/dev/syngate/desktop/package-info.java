/// What the program is to the system it is installed on: its launcher, its start at login, and what
/// a person chose about its window.
@NullMarked
package dev.syngate.desktop;

import org.jspecify.annotations.NullMarked;
