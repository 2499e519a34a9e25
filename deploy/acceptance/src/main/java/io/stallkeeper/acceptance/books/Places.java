package io.stallkeeper.acceptance.books;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where the units of an account are. */
public record Places(
        BigDecimal reported,
        BigDecimal accepted,
        BigDecimal pending,
        BigDecimal refused,
        BigDecimal expired,
        BigDecimal rejected) {

    public static final Places NONE = new Places(
            BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

    /** Whether every unit that was reported is in exactly one place. */
    public boolean isWhole() {
        var all = accepted.add(pending).add(refused).add(expired).add(rejected);
        return reported.compareTo(all) == 0;
    }

    /** By name, in the order of the law. */
    public Map<String, BigDecimal> byName() {
        var places = new LinkedHashMap<String, BigDecimal>();
        places.put("reported", reported);
        places.put("accepted", accepted);
        places.put("pending", pending);
        places.put("refused", refused);
        places.put("expired", expired);
        places.put("rejected", rejected);
        return places;
    }
}
