/** What AWS's service models say about requests: types, lengths, ranges, patterns, and what is required. */
@NullMarked
package io.stallkeeper.simulator.api.aws.model;

import org.jspecify.annotations.NullMarked;
