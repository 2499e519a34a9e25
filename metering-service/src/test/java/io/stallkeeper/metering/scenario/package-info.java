/** Scenarios that a product person can read and write, carried out by the real parts of the service. */
@NullMarked
package io.stallkeeper.metering.scenario;

import org.jspecify.annotations.NullMarked;
