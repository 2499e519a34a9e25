/** What happens to a stack in a test: usage, buyers, time, faults and kills, one step a line. */
@NullMarked
package io.stallkeeper.acceptance.trace;

import org.jspecify.annotations.NullMarked;
