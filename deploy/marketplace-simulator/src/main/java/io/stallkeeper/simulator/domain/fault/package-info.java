/** Troubles that the marketplace makes on request, and the limit of its patience. */
@NullMarked
package io.stallkeeper.simulator.domain.fault;

import org.jspecify.annotations.NullMarked;
