package io.stallkeeper.simulator.api.aws;

/** The services of AWS that are spoken (protocol page, 1.3, 3.6 and 11). */
public enum AwsService {
    METERING("AWSMPMeteringService", "com.amazonaws.marketplacemetering", "application/x-amz-json-1.1"),
    ENTITLEMENT("AWSMPEntitlementService", "com.amazonaws.marketplaceentitlement", "application/x-amz-json-1.1"),
    AGREEMENT("AWSMPCommerceService_v20200301", "com.amazonaws.marketplaceagreement", "application/x-amz-json-1.0");

    private final String targetPrefix;
    private final String namespace;
    private final String contentType;

    AwsService(String targetPrefix, String namespace, String contentType) {
        this.targetPrefix = targetPrefix;
        this.namespace = namespace;
        this.contentType = contentType;
    }

    /** What X-Amz-Target begins with. */
    public String targetPrefix() {
        return targetPrefix;
    }

    /** What the {@code __type} of an error begins with. */
    public String namespace() {
        return namespace;
    }

    /** The content type of answers. */
    public String contentType() {
        return contentType;
    }
}
