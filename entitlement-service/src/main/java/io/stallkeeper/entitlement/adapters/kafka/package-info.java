/** What other services said, and what this one says. */
@NullMarked
package io.stallkeeper.entitlement.adapters.kafka;

import org.jspecify.annotations.NullMarked;
