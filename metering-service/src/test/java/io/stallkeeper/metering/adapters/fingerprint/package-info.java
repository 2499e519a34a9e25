@NullMarked
package io.stallkeeper.metering.adapters.fingerprint;

import org.jspecify.annotations.NullMarked;
