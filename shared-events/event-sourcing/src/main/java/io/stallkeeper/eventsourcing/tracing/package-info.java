@NullMarked
package io.stallkeeper.eventsourcing.tracing;

import org.jspecify.annotations.NullMarked;
