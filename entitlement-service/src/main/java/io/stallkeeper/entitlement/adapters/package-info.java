/** What this service calls, and what calls it asynchronously. */
@NullMarked
package io.stallkeeper.entitlement.adapters;

import org.jspecify.annotations.NullMarked;
