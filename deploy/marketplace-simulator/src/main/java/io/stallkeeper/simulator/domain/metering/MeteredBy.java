package io.stallkeeper.simulator.domain.metering;

/** Which of the two identifier combinations a record was metered with (protocol page, 4.3). */
public enum MeteredBy {
    LICENSE,
    PRODUCT_CODE
}
