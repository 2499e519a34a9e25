@NullMarked
package io.stallkeeper.eventsourcing.postgres;

import org.jspecify.annotations.NullMarked;
