package io.stallkeeper.metering.api;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.stallkeeper.metering.adapters.kafka.UsageTopic;
import jakarta.ws.rs.core.HttpHeaders;

/** What is answered when a whole request can't be taken: problem+json whose {@code reason} is a stable word. */
final class UsageProblem {

    static final int TOO_LARGE = 413;
    static final int UNSUPPORTED = 415;
    private static final int UNAVAILABLE = 503;

    /** Seconds. Long enough for a batch to reach Kafka, short against the time that callers may keep usage. */
    private static final String COME_AGAIN_SOON = "1";

    /** Seconds. What is away has been waited for already. */
    private static final String COME_AGAIN_LATER = "5";

    private UsageProblem() {}

    static HttpProblem uncountable(String reason) {
        return problem(400, "This usage can't be counted", reason).build();
    }

    static HttpProblem kafkaIsAway() {
        return problem(UNAVAILABLE, "Kafka takes no usage now", "kafka-is-away")
                .withHeader(HttpHeaders.RETRY_AFTER, COME_AGAIN_LATER)
                .build();
    }

    static HttpProblem databaseIsAway() {
        return problem(UNAVAILABLE, "The database is away", "database-is-away")
                .withHeader(HttpHeaders.RETRY_AFTER, COME_AGAIN_LATER)
                .build();
    }

    /** What is left of the body isn't read, so the connection can't be used again. */
    static HttpProblem busy() {
        return problem(UNAVAILABLE, "Too much usage at a time", "busy")
                .withHeader(HttpHeaders.RETRY_AFTER, COME_AGAIN_SOON)
                .withHeader("Connection", "close")
                .build();
    }

    static HttpProblem tooLarge() {
        return problem(TOO_LARGE, "The body is too large", "body-too-large")
                .withHeader("Connection", "close")
                .build();
    }

    static HttpProblem unsupportedType() {
        return problem(UNSUPPORTED, "This content type isn't understood", "content-type-not-supported")
                .build();
    }

    static HttpProblem unsupportedEncoding() {
        return problem(UNSUPPORTED, "This content encoding isn't understood", "content-encoding-not-supported")
                .withHeader(HttpHeaders.ACCEPT_ENCODING, "gzip")
                .build();
    }

    static boolean isOfKafka(Throwable failure) {
        return failure instanceof UsageTopic.UsageTopicAway;
    }

    private static HttpProblem.Builder problem(int status, String title, String reason) {
        return HttpProblem.builder()
                .withStatus(status)
                .withTitle(title)
                .withDetail(reason)
                .with("reason", reason);
    }
}
