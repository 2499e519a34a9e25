/** A stand-in for the seller side of AWS Marketplace. */
@NullMarked
package io.stallkeeper.simulator;

import org.jspecify.annotations.NullMarked;
