/** What the seller's staff may see and do. */
@NullMarked
package io.stallkeeper.registration.api.operator;

import org.jspecify.annotations.NullMarked;
