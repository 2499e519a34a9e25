/** What a buyer may use now. */
@NullMarked
package io.stallkeeper.entitlement;

import org.jspecify.annotations.NullMarked;
