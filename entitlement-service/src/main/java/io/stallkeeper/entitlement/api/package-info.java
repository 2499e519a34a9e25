/** What the seller's application asks. */
@NullMarked
package io.stallkeeper.entitlement.api;

import org.jspecify.annotations.NullMarked;
