/** The fingerprints of what was counted in the last hours, in a scratch file that is mapped into memory. */
@NullMarked
package io.stallkeeper.metering.adapters.fingerprint;

import org.jspecify.annotations.NullMarked;
