/** Plays a trace against the real processes. */
@NullMarked
package io.stallkeeper.acceptance.play;

import org.jspecify.annotations.NullMarked;
