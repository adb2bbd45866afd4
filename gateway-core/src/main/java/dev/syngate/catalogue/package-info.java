/// What models cost and can do as files tell it: the form of prices in JSON, the files of others,
/// the starter catalogue.
@NullMarked
package dev.syngate.catalogue;

import org.jspecify.annotations.NullMarked;
