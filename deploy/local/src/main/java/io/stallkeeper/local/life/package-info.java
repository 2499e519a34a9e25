/** A buyer's life, from the subscription to the last metered unit, played against a running stack. */
@NullMarked
package io.stallkeeper.local.life;

import org.jspecify.annotations.NullMarked;
