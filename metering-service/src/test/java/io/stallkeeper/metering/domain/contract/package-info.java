@NullMarked
package io.stallkeeper.metering.domain.contract;

import org.jspecify.annotations.NullMarked;
