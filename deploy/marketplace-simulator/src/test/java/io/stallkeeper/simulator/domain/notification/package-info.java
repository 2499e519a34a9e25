/** What the seller is told, proved. */
@NullMarked
package io.stallkeeper.simulator.domain.notification;

import org.jspecify.annotations.NullMarked;
