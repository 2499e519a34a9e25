package io.stallkeeper.metering.adapters.usage;

import java.util.Locale;

/** Why a usage event can't be counted, whatever its product. The README explains each. */
public enum UsageFault {
    NOT_JSON,
    NOT_A_CLOUDEVENT,
    NOT_A_USAGE_EVENT,
    DUPLICATE_FIELD,
    ID_OR_SOURCE_TOO_LONG,
    NO_TIME,
    TIME_NOT_VALID,
    TIME_IN_THE_FUTURE,
    TIME_OUT_OF_RANGE,
    DATA_TOO_LARGE,
    DATA_NOT_JSON,
    NO_SUBSCRIPTION,
    AMBIGUOUS_SUBSCRIPTION,
    NO_DIMENSION,
    QUANTITY_NOT_A_NUMBER,
    QUANTITY_NEGATIVE,
    QUANTITY_OUT_OF_RANGE,
    TAGS_NOT_VALID,
    UNIQUE_KEY_NOT_VALID;

    private final String code = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** A stable word in kebab-case. */
    public String code() {
        return code;
    }
}
