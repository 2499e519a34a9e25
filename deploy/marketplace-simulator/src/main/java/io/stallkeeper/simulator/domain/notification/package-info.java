/** What the seller is told, and what waits to be told. */
@NullMarked
package io.stallkeeper.simulator.domain.notification;

import org.jspecify.annotations.NullMarked;
