/** How fast usage reaches AWS, through the real processes. */
@NullMarked
package io.stallkeeper.benchmark.metering;

import org.jspecify.annotations.NullMarked;
