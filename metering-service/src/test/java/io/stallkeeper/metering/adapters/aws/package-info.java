@NullMarked
package io.stallkeeper.metering.adapters.aws;

import org.jspecify.annotations.NullMarked;
