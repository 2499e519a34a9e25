/** Signature Version 4, looked at from the side that is called. */
@NullMarked
package io.stallkeeper.simulator.api.aws.signature;

import org.jspecify.annotations.NullMarked;
