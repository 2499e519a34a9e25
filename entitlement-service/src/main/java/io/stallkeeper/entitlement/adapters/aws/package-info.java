/** AWS's entitlement service. */
@NullMarked
package io.stallkeeper.entitlement.adapters.aws;

import org.jspecify.annotations.NullMarked;
