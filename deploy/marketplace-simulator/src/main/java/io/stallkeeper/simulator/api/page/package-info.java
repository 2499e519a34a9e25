/** The page on which a person plays the buyer and looks at everything. It decides nothing: it asks the admin API. */
@NullMarked
package io.stallkeeper.simulator.api.page;

import org.jspecify.annotations.NullMarked;
