/** Stallkeeper on one machine: the commands. */
@NullMarked
package io.stallkeeper.local;

import org.jspecify.annotations.NullMarked;
