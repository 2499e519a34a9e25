@NullMarked
package io.stallkeeper.subscription.adapters.notification;

import org.jspecify.annotations.NullMarked;
