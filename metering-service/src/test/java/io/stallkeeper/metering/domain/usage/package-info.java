@NullMarked
package io.stallkeeper.metering.domain.usage;

import org.jspecify.annotations.NullMarked;
