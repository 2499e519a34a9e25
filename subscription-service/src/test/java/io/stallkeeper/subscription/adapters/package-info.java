@NullMarked
package io.stallkeeper.subscription.adapters;

import org.jspecify.annotations.NullMarked;
