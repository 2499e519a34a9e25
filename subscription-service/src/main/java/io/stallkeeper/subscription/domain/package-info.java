@NullMarked
package io.stallkeeper.subscription.domain;

import org.jspecify.annotations.NullMarked;
