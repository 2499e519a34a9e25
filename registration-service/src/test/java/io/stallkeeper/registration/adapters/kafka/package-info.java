@NullMarked
package io.stallkeeper.registration.adapters.kafka;

import org.jspecify.annotations.NullMarked;
