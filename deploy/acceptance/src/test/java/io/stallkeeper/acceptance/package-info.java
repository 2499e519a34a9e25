/** The real processes, from the outside. */
@NullMarked
package io.stallkeeper.acceptance;

import org.jspecify.annotations.NullMarked;
