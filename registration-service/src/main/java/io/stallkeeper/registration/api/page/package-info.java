/** The pages that a buyer sees. */
@NullMarked
package io.stallkeeper.registration.api.page;

import org.jspecify.annotations.NullMarked;
