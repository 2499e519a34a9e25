/** Tests of the API that plays the marketplace. */
@NullMarked
package io.stallkeeper.simulator.api.admin;

import org.jspecify.annotations.NullMarked;
