@NullMarked
package io.stallkeeper.metering.domain.charge;

import org.jspecify.annotations.NullMarked;
