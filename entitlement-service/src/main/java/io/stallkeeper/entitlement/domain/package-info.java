/** What is known of a subscription's entitlements, and what follows from it. Pure. */
@NullMarked
package io.stallkeeper.entitlement.domain;

import org.jspecify.annotations.NullMarked;
