@NullMarked
package io.stallkeeper.testkit.kafka;

import org.jspecify.annotations.NullMarked;
