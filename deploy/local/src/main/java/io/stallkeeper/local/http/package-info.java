/** Talking HTTP to services. */
@NullMarked
package io.stallkeeper.local.http;

import org.jspecify.annotations.NullMarked;
