package io.stallkeeper.metering.adapters.usage;

import io.stallkeeper.contracts.usage.UsageReported;
import io.stallkeeper.metering.adapters.usage.UsageReading.Countable;
import io.stallkeeper.metering.adapters.usage.UsageReading.Uncountable;
import io.stallkeeper.metering.domain.hour.MeteredHour;
import io.stallkeeper.metering.domain.product.ProductCatalog;
import io.stallkeeper.metering.domain.usage.ReportedUsage;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads CloudEvents of type {@value UsageReported#TYPE}. The same rules hold for HTTP and for the topic, for an event
 * whole and for one whose attributes are headers.
 */
public final class UsageReader {

    /** What one event may have, whole, or its data if the attributes are headers. */
    public static final int MAX_EVENT_BYTES = 65_536;

    /** Clocks differ a little; usage of a later hour isn't usage yet. */
    private static final Duration FUTURE_TOLERANCE = Duration.ofMinutes(10);

    /** Before AWS Marketplace sold software as a service nobody used any. */
    private static final Instant OLDEST = Instant.parse("2015-01-01T00:00:00Z");

    static final int MAX_NAME = 1_024;

    /** AWS names no alphabet (marketplace-protocol 4.1); what can't be printed is no identifier. */
    private static final int MAX_DIMENSION = 255;

    private static final int MAX_DECIMALS = 12;
    private static final BigDecimal MAX_QUANTITY = BigDecimal.valueOf(MeteredHour.MAX_QUANTITY);

    /** In units of the application's own, such as bytes, there may be more of them. */
    private static final BigDecimal MAX_CONVERTED_QUANTITY = BigDecimal.TEN.pow(18);

    private final ProductCatalog products;
    private final Clock clock;
    private final boolean asksProducts;

    public UsageReader(ProductCatalog products, Clock clock) {
        this(products, clock, false);
    }

    private UsageReader(ProductCatalog products, Clock clock, boolean asksProducts) {
        this.products = products;
        this.clock = clock;
        this.asksProducts = asksProducts;
    }

    /**
     * For callers, who are there to mend it: also what could be read is uncountable if no product that has its name can
     * count it. Of an event without a caller the ledger decides, which knows its product.
     */
    public UsageReader forCallers() {
        return new UsageReader(products, clock, true);
    }

    /** Reads an event whole, as one JSON object. */
    public UsageReading readStructured(byte[] json, @Nullable String traceparent) {
        if (json.length > MAX_EVENT_BYTES) {
            return uncountable(UsageFault.DATA_TOO_LARGE);
        }
        var draft = UsageJson.readEvent(json);
        return draft == null ? uncountable(UsageFault.NOT_JSON) : read(draft, traceparent);
    }

    /** Reads an event whose attributes are in the draft already. */
    public UsageReading readBinary(EventDraft attributes, byte @Nullable [] data, @Nullable String traceparent) {
        if (data != null && data.length <= MAX_EVENT_BYTES) {
            attributes.data = UsageJson.readData(data);
        }
        attributes.isTooLarge = data != null && data.length > MAX_EVENT_BYTES;
        return read(attributes, traceparent);
    }

    UsageReading read(EventDraft draft, @Nullable String traceparent) {
        var fault = faultOf(draft);
        if (fault != null) {
            return uncountable(fault);
        }
        var time = Rfc3339.parse(Objects.requireNonNull(draft.time));
        var data = Objects.requireNonNull(draft.data);
        fault = time == null ? UsageFault.TIME_NOT_VALID : faultOf(time);
        var subscription = Addressee.of(data);
        if (fault == null) {
            fault = subscription.fault() == null ? faultOf(data) : subscription.fault();
        }
        if (fault != null) {
            return uncountable(fault);
        }
        var usage = new ReportedUsage(
                Objects.requireNonNull(draft.source),
                Objects.requireNonNull(draft.id),
                Objects.requireNonNull(subscription.id()),
                Objects.requireNonNull(data.dimension),
                plain(Objects.requireNonNull(data.quantity)),
                Objects.requireNonNull(time),
                Objects.requireNonNull(data.tags()),
                data.uniqueKey,
                TraceParents.validOrNull(traceparent == null ? draft.traceparent : traceparent),
                subscription.alias());
        var obstacle = asksProducts ? products.obstacleOf(usage, data.productCode) : Optional.<String>empty();
        return obstacle.<UsageReading>map(Uncountable::new).orElseGet(() -> new Countable(usage));
    }

    private static @Nullable UsageFault faultOf(EventDraft draft) {
        if (draft.isTwice()) {
            return UsageFault.DUPLICATE_FIELD;
        }
        if (!draft.isCloudEvent()) {
            return UsageFault.NOT_A_CLOUDEVENT;
        }
        if (!UsageReported.TYPE.equals(draft.type)) {
            return UsageFault.NOT_A_USAGE_EVENT;
        }
        if (isTooLong(draft.id) || isTooLong(draft.source)) {
            return UsageFault.ID_OR_SOURCE_TOO_LONG;
        }
        if (draft.time == null) {
            return UsageFault.NO_TIME;
        }
        if (draft.isTooLarge) {
            return UsageFault.DATA_TOO_LARGE;
        }
        return draft.data == null || !draft.isJson() ? UsageFault.DATA_NOT_JSON : null;
    }

    private @Nullable UsageFault faultOf(Instant time) {
        if (time.isAfter(clock.instant().plus(FUTURE_TOLERANCE))) {
            return UsageFault.TIME_IN_THE_FUTURE;
        }
        return time.isBefore(OLDEST) ? UsageFault.TIME_OUT_OF_RANGE : null;
    }

    private @Nullable UsageFault faultOf(UsageFields data) {
        var dimension = data.dimension;
        if (dimension == null
                || dimension.isBlank()
                || dimension.length() > MAX_DIMENSION
                || !Texts.isPrintableAscii(dimension)) {
            return UsageFault.NO_DIMENSION;
        }
        if (!data.hasQuantity()) {
            return UsageFault.QUANTITY_NOT_A_NUMBER;
        }
        var fault = faultOf(data.quantity, dimension);
        if (fault != null) {
            return fault;
        }
        if (data.tags() == null) {
            return UsageFault.TAGS_NOT_VALID;
        }
        var key = data.uniqueKey;
        return key == null || (!key.isEmpty() && !isTooLong(key) && Texts.isString(key))
                ? null
                : UsageFault.UNIQUE_KEY_NOT_VALID;
    }

    private @Nullable UsageFault faultOf(@Nullable BigDecimal quantity, String dimension) {
        if (quantity == null) {
            return UsageFault.QUANTITY_OUT_OF_RANGE;
        }
        if (quantity.signum() < 0) {
            return UsageFault.QUANTITY_NEGATIVE;
        }
        boolean isTooMuch = quantity.compareTo(MAX_QUANTITY) > 0
                && (quantity.compareTo(MAX_CONVERTED_QUANTITY) > 0 || !products.isConverted(dimension));
        boolean isTooFine =
                quantity.scale() > MAX_DECIMALS && quantity.stripTrailingZeros().scale() > MAX_DECIMALS;
        return isTooMuch || isTooFine ? UsageFault.QUANTITY_OUT_OF_RANGE : null;
    }

    /**
     * The same number with 0 to 12 decimals: sums of it stay short, whatever zeros and exponents it was written with.
     */
    private static BigDecimal plain(BigDecimal quantity) {
        return quantity.scale() < 0 || quantity.scale() > MAX_DECIMALS
                ? quantity.setScale(Math.clamp(quantity.scale(), 0, MAX_DECIMALS))
                : quantity;
    }

    private static boolean isTooLong(@Nullable String name) {
        return name != null && name.length() > MAX_NAME;
    }

    private static UsageReading uncountable(UsageFault fault) {
        return new Uncountable(fault.code());
    }
}
