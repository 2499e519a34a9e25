/** The command that plays a trace against everything, and compares the marketplace's books with it. */
@NullMarked
package io.stallkeeper.acceptance;

import org.jspecify.annotations.NullMarked;
