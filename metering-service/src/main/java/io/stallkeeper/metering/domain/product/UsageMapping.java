package io.stallkeeper.metering.domain.product;

/**
 * A name under which the application reports usage of a dimension, in units of its own.
 *
 * @param usageName what usage events say for the dimension; no dimension of the product has this name
 * @param dimension a dimension of the same product
 */
public record UsageMapping(String usageName, String dimension, UnitFactor factor) {}
