@NullMarked
package io.stallkeeper.eventsourcing.kafka;

import org.jspecify.annotations.NullMarked;
