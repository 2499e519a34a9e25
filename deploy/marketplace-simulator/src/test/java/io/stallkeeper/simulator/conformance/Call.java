package io.stallkeeper.simulator.conformance;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A call as a client is asked for it. Instants are epoch seconds, whatever the client's type for them. */
record Call(
        Service service,
        String operation,
        ObjectNode input,
        String region,
        String accessKeyId,
        String secretAccessKey) {

    /** What is called, as {@code call.js} names it. */
    enum Service {
        METERING("AWSMPMeteringService"),
        ENTITLEMENT("AWSMPEntitlementService"),
        AGREEMENT("AWSMPCommerceService_v20200301"),
        SQS("AmazonSQS");

        private final String targetPrefix;

        Service(String targetPrefix) {
            this.targetPrefix = targetPrefix;
        }

        String targetPrefix() {
            return targetPrefix;
        }
    }
}
