/** The fingerprints of what was counted in the last hours, in scratch files that are mapped into memory. */
@NullMarked
package io.stallkeeper.metering.adapters.fingerprint;

import org.jspecify.annotations.NullMarked;
