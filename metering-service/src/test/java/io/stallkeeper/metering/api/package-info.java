@NullMarked
package io.stallkeeper.metering.api;

import org.jspecify.annotations.NullMarked;
