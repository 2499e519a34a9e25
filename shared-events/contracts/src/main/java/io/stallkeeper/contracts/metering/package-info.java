@NullMarked
package io.stallkeeper.contracts.metering;

import org.jspecify.annotations.NullMarked;
