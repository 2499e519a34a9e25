@NullMarked
package io.stallkeeper.metering;

import org.jspecify.annotations.NullMarked;
