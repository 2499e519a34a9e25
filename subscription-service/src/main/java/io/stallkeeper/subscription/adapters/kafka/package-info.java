@NullMarked
package io.stallkeeper.subscription.adapters.kafka;

import org.jspecify.annotations.NullMarked;
