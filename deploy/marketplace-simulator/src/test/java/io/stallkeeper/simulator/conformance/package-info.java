/** Every rule of the protocol page that can be seen from outside, tried with AWS's own clients. */
@NullMarked
package io.stallkeeper.simulator.conformance;

import org.jspecify.annotations.NullMarked;
