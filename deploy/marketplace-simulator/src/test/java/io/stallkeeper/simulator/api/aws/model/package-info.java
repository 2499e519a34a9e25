/** Requests held against their shapes. */
@NullMarked
package io.stallkeeper.simulator.api.aws.model;

import org.jspecify.annotations.NullMarked;
