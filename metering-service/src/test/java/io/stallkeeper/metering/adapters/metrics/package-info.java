@NullMarked
package io.stallkeeper.metering.adapters.metrics;

import org.jspecify.annotations.NullMarked;
