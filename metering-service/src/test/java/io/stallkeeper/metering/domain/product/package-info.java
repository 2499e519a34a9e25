@NullMarked
package io.stallkeeper.metering.domain.product;

import org.jspecify.annotations.NullMarked;
