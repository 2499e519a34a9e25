/** What a buyer agrees to, from acceptance until the last record can be metered. */
@NullMarked
package io.stallkeeper.simulator.domain.agreement;

import org.jspecify.annotations.NullMarked;
