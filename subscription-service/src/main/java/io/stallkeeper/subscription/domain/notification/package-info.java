@NullMarked
package io.stallkeeper.subscription.domain.notification;

import org.jspecify.annotations.NullMarked;
