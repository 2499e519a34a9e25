@NullMarked
package io.stallkeeper.metering.adapters.history;

import org.jspecify.annotations.NullMarked;
