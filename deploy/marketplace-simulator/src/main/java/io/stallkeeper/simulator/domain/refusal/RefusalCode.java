package io.stallkeeper.simulator.domain.refusal;

/** Names of refusals, spelled as AWS spells them (protocol page, 1.3, 4.4 and 5). */
public enum RefusalCode {
    EXPIRED_TOKEN("ExpiredTokenException"),
    INVALID_TOKEN("InvalidTokenException"),
    INVALID_PRODUCT_CODE("InvalidProductCodeException"),
    INVALID_USAGE_DIMENSION("InvalidUsageDimensionException"),
    INVALID_TAG("InvalidTagException"),
    INVALID_USAGE_ALLOCATIONS("InvalidUsageAllocationsException"),
    INVALID_CUSTOMER_IDENTIFIER("InvalidCustomerIdentifierException"),
    INVALID_LICENSE("InvalidLicenseException"),
    INVALID_PARAMETER("InvalidParameterException"),
    TIMESTAMP_OUT_OF_BOUNDS("TimestampOutOfBoundsException"),
    CUSTOMER_NOT_ENTITLED("CustomerNotEntitledException"),
    DISABLED_API("DisabledApiException"),
    ACCESS_DENIED("AccessDeniedException"),
    INVALID_SIGNATURE("InvalidSignatureException"),
    INCOMPLETE_SIGNATURE("IncompleteSignatureException"),
    UNRECOGNIZED_CLIENT("UnrecognizedClientException"),
    MISSING_AUTHENTICATION_TOKEN("MissingAuthenticationTokenException"),
    THROTTLING("ThrottlingException"),
    INTERNAL_SERVICE_ERROR("InternalServiceErrorException"),
    VALIDATION("ValidationException"),
    SERIALIZATION("SerializationException"),
    UNKNOWN_OPERATION("UnknownOperationException"),
    REQUEST_TOO_LARGE("RequestEntityTooLargeException"),
    RESOURCE_NOT_FOUND("ResourceNotFoundException"),
    CONFLICT("ConflictException");

    private final String awsName;

    RefusalCode(String awsName) {
        this.awsName = awsName;
    }

    /** The error's name without a namespace. */
    public String awsName() {
        return awsName;
    }

    /** A refusal for this reason. */
    public Refusal because(String message) {
        return new Refusal(this, message);
    }
}
