@NullMarked
package io.stallkeeper.metering.domain.submission;

import org.jspecify.annotations.NullMarked;
