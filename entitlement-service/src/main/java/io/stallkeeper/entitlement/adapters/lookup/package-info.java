/** Which subscriptions AWS is to be asked about, and the asking. */
@NullMarked
package io.stallkeeper.entitlement.adapters.lookup;

import org.jspecify.annotations.NullMarked;
