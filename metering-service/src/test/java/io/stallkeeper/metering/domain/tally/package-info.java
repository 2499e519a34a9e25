@NullMarked
package io.stallkeeper.metering.domain.tally;

import org.jspecify.annotations.NullMarked;
