@NullMarked
package io.stallkeeper.metering.adapters.usage;

import org.jspecify.annotations.NullMarked;
