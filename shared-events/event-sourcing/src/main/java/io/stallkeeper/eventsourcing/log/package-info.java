@NullMarked
package io.stallkeeper.eventsourcing.log;

import org.jspecify.annotations.NullMarked;
