@NullMarked
package io.stallkeeper.eventsourcing.decider;

import org.jspecify.annotations.NullMarked;
