package io.stallkeeper.simulator.domain;

import java.time.Instant;

/**
 * The marketplace as it is, and the time on its clock: all that a decision may look at.
 *
 * @param realNow the real time, which only the setting of the clock itself depends on
 */
public record Moment(Marketplace marketplace, Instant now, Instant realNow) {}
