/** The page as people use it: in a real browser. */
@NullMarked
package io.stallkeeper.simulator.page;

import org.jspecify.annotations.NullMarked;
