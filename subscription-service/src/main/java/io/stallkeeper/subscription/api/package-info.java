@NullMarked
package io.stallkeeper.subscription.api;

import org.jspecify.annotations.NullMarked;
