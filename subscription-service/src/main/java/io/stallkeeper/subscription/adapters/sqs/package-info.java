@NullMarked
package io.stallkeeper.subscription.adapters.sqs;

import org.jspecify.annotations.NullMarked;
