@NullMarked
package io.stallkeeper.metering.domain.hour;

import org.jspecify.annotations.NullMarked;
