/** This service's own events: how they are kept, and what each replica knows by them. */
@NullMarked
package io.stallkeeper.entitlement.adapters.log;

import org.jspecify.annotations.NullMarked;
