/** The simulator's admin API: what AWS, a buyer, or time itself would do. */
@NullMarked
package io.stallkeeper.local.marketplace;

import org.jspecify.annotations.NullMarked;
