package io.stallkeeper.local.stack;

import io.stallkeeper.local.marketplace.Listing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The two products that a new marketplace lists: one for each way in which AWS names buyers. */
public enum DemoProducts {
    /** Listed since June 2026: licenses, notifications by EventBridge. */
    LICENSED("demo-licensed", "CONCURRENT_AGREEMENTS", "EVENTBRIDGE", "stallkeeper-eventbridge"),
    /** Listed earlier: customer identifiers, notifications by SNS. */
    LEGACY("demo-legacy", "LEGACY", "SNS_ENVELOPE", "stallkeeper-sns");

    /** What buyers buy ahead. */
    public static final String CONTRACT_DIMENSION = "seats";

    /** What is metered. */
    public static final String USAGE_DIMENSION = "requests";

    static final String DESCRIBED_BY = "STALLKEEPER_METERING_PRODUCTS_FILE";

    private final String code;
    private final String identity;
    private final String form;
    private final String queue;

    DemoProducts(String code, String identity, String form, String queue) {
        this.code = code;
        this.identity = identity;
        this.form = form;
        this.queue = queue;
    }

    /** AWS's product code. */
    public String code() {
        return code;
    }

    /** The name of the queue that its buyers' lives are told in. */
    public String queue() {
        return queue;
    }

    Listing listing(StackAddresses addresses) {
        return new Listing(
                code,
                identity,
                CONTRACT_DIMENSION,
                USAGE_DIMENSION,
                addresses.registrationPage(),
                form,
                addresses.queueUrl(queue));
    }

    /**
     * What a stack's {@link StackSettings#environment} has if the metering service is to know other products, or more.
     */
    public static Map<String, String> describedBy(Path file) {
        return Map.of(DESCRIBED_BY, file.toAbsolutePath().toString());
    }

    static List<String> codes() {
        return List.of(LICENSED.code, LEGACY.code);
    }

    /** Writes the file that describes them to the metering service. */
    static Path describe(Path file) {
        var products = new StringBuilder("products:\n");
        for (var code : codes()) {
            products.append("""
                      "%s":
                        pricing: contract-with-consumption
                        dimensions:
                          "%s": {}
                    """.formatted(code, USAGE_DIMENSION));
        }
        try {
            return Files.writeString(file, products);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> queues() {
        return List.of(LICENSED.queue, LEGACY.queue);
    }
}
