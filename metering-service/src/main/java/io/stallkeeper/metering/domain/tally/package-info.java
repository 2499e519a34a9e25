/** What the usage events of an hour add up to, whatever the order and the batches that they come in. */
@NullMarked
package io.stallkeeper.metering.domain.tally;

import org.jspecify.annotations.NullMarked;
