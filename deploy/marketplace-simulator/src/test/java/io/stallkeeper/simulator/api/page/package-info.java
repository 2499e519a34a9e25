/** What people see, proved. */
@NullMarked
package io.stallkeeper.simulator.api.page;

import org.jspecify.annotations.NullMarked;
