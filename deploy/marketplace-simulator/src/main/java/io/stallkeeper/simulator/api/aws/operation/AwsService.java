package io.stallkeeper.simulator.api.aws.operation;

import io.stallkeeper.simulator.domain.refusal.RefusalCode;
import java.util.Set;

/** The services of AWS that are spoken (protocol page, 1.3, 3.6, 4.6, 5 and 11). */
public enum AwsService {
    METERING("AWSMPMeteringService", "com.amazonaws.marketplacemetering", "application/x-amz-json-1.1"),
    ENTITLEMENT("AWSMPEntitlementService", "com.amazonaws.marketplaceentitlement", "application/x-amz-json-1.1"),
    AGREEMENT("AWSMPCommerceService_v20200301", "com.amazonaws.marketplaceagreement", "application/x-amz-json-1.0");

    private static final Set<String> METERING_REGIONS = Set.of(
            ("af-south-1 ap-east-1 ap-northeast-1 ap-northeast-2 ap-northeast-3 ap-south-1 ap-south-2 ap-southeast-1"
                            + " ap-southeast-2 ap-southeast-3 ap-southeast-4 ca-central-1 eu-central-1 eu-central-2"
                            + " eu-north-1 eu-south-1 eu-south-2 eu-west-1 eu-west-2 eu-west-3 il-central-1"
                            + " me-central-1 me-south-1 sa-east-1 us-east-1 us-east-2 us-west-1 us-west-2"
                            + " cn-northwest-1 eusc-de-east-1")
                    .split(" "));
    private static final Set<String> ENTITLEMENT_REGIONS = Set.of("us-east-1", "cn-northwest-1", "eusc-de-east-1");
    private static final Set<String> AGREEMENT_REGIONS = Set.of("us-east-1");

    private final String targetPrefix;
    private final String namespace;
    private final String contentType;

    AwsService(String targetPrefix, String namespace, String contentType) {
        this.targetPrefix = targetPrefix;
        this.namespace = namespace;
        this.contentType = contentType;
    }

    /** What X-Amz-Target begins with, and the service's name in paths of smithy rpc-v2. */
    public String targetPrefix() {
        return targetPrefix;
    }

    /** The content type of answers in JSON. */
    public String contentType() {
        return contentType;
    }

    /** Whether it is spoken in CBOR as well as in JSON. */
    public boolean speaksCbor() {
        return this == ENTITLEMENT;
    }

    /** The Regions in which it has an endpoint. */
    public Set<String> regions() {
        return switch (this) {
            case METERING -> METERING_REGIONS;
            case ENTITLEMENT -> ENTITLEMENT_REGIONS;
            case AGREEMENT -> AGREEMENT_REGIONS;
        };
    }

    /** With what a request is refused that breaks the service model. */
    public RefusalCode brokenConstraint() {
        return this == ENTITLEMENT ? RefusalCode.INVALID_PARAMETER : RefusalCode.VALIDATION;
    }

    /** The service's name of an error. */
    public String errorName(RefusalCode code) {
        return this == AGREEMENT && code == RefusalCode.INTERNAL_SERVICE_ERROR
                ? "InternalServerException"
                : code.awsName();
    }

    /**
     * The {@code __type} of an error: errors of the service itself are in its namespace, others in AWS's framework's.
     */
    public String errorType(RefusalCode code) {
        return namespaceOf(code) + "#" + errorName(code);
    }

    private String namespaceOf(RefusalCode code) {
        return switch (code) {
            case SERIALIZATION,
                    UNKNOWN_OPERATION,
                    REQUEST_TOO_LARGE,
                    INVALID_SIGNATURE,
                    INCOMPLETE_SIGNATURE,
                    UNRECOGNIZED_CLIENT,
                    MISSING_AUTHENTICATION_TOKEN -> "com.amazon.coral.service";
            case ACCESS_DENIED -> this == AGREEMENT ? namespace : "com.amazon.coral.service";
            case VALIDATION -> this == AGREEMENT ? namespace : "com.amazon.coral.validate";
            case EXPIRED_TOKEN,
                    INVALID_TOKEN,
                    INVALID_PRODUCT_CODE,
                    INVALID_USAGE_DIMENSION,
                    INVALID_TAG,
                    INVALID_USAGE_ALLOCATIONS,
                    INVALID_CUSTOMER_IDENTIFIER,
                    INVALID_LICENSE,
                    INVALID_PARAMETER,
                    TIMESTAMP_OUT_OF_BOUNDS,
                    CUSTOMER_NOT_ENTITLED,
                    DISABLED_API,
                    THROTTLING,
                    INTERNAL_SERVICE_ERROR,
                    RESOURCE_NOT_FOUND,
                    CONFLICT -> namespace;
        };
    }
}
