/** The clock that follows the marketplace simulator, proved. */
@NullMarked
package io.stallkeeper.testkit.time;

import org.jspecify.annotations.NullMarked;
