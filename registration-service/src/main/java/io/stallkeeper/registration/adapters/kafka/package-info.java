/** What the other services are told. */
@NullMarked
package io.stallkeeper.registration.adapters.kafka;

import org.jspecify.annotations.NullMarked;
