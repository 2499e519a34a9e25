@NullMarked
package io.stallkeeper.simulator;

import org.jspecify.annotations.NullMarked;
