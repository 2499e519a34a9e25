@NullMarked
package io.stallkeeper.subscription.adapters.postgres;

import org.jspecify.annotations.NullMarked;
