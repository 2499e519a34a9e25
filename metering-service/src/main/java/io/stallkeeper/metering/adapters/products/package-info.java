@NullMarked
package io.stallkeeper.metering.adapters.products;

import org.jspecify.annotations.NullMarked;
