@NullMarked
package io.stallkeeper.metering.domain.meter;

import org.jspecify.annotations.NullMarked;
