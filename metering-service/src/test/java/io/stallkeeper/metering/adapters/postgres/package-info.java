@NullMarked
package io.stallkeeper.metering.adapters.postgres;

import org.jspecify.annotations.NullMarked;
