@NullMarked
package io.stallkeeper.metering.domain.duplicate;

import org.jspecify.annotations.NullMarked;
