@NullMarked
package io.stallkeeper.metering.adapters.kafka;

import org.jspecify.annotations.NullMarked;
