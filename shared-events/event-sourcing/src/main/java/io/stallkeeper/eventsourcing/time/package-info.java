@NullMarked
package io.stallkeeper.eventsourcing.time;

import org.jspecify.annotations.NullMarked;
