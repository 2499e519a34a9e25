package io.stallkeeper.simulator.api.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stallkeeper.simulator.domain.refusal.Refusal;
import java.time.Duration;

/** How a request ends. */
sealed interface AwsReply {

    record Answered(ObjectNode body) implements AwsReply {}

    record Refused(Refusal refusal) implements AwsReply {}

    /** Answered with a body that breaks off. */
    record Garbled(ObjectNode body) implements AwsReply {}

    /** The connection is closed without a word. */
    record Lost() implements AwsReply {}

    /** The connection is reset. */
    record Reset() implements AwsReply {}

    /** Ends like that, but so much later. */
    record Late(AwsReply reply, Duration delay) implements AwsReply {}
}
