package io.stallkeeper.simulator.domain;

import java.time.Instant;

/** The marketplace as it is, and the time on its clock: all that a decision may look at. */
public record Moment(Marketplace marketplace, Instant now) {}
