/** The parts of the wire, one by one. */
@NullMarked
package io.stallkeeper.simulator.api.aws;

import org.jspecify.annotations.NullMarked;
