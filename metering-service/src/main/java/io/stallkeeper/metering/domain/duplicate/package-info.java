/** What makes a usage event count once, whatever is sent again. */
@NullMarked
package io.stallkeeper.metering.domain.duplicate;

import org.jspecify.annotations.NullMarked;
