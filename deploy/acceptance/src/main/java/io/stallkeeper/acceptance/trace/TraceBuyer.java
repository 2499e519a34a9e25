package io.stallkeeper.acceptance.trace;

import java.util.List;

/** A buyer in a random trace, and in which dimensions it uses the product. */
record TraceBuyer(String name, String product, List<String> dimensions) {

    TraceBuyer {
        dimensions = List.copyOf(dimensions);
    }
}
