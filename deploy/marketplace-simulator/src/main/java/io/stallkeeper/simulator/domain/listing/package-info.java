/** What a seller lists: products, their dimensions, their way of telling the seller. */
@NullMarked
package io.stallkeeper.simulator.domain.listing;

import org.jspecify.annotations.NullMarked;
