/**
 * Every usage event that was counted or rejected, batch by batch: for explaining an hour, and for counting each once.
 */
@NullMarked
package io.stallkeeper.metering.adapters.history;

import org.jspecify.annotations.NullMarked;
