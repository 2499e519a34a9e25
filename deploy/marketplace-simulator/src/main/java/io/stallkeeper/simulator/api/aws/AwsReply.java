package io.stallkeeper.simulator.api.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stallkeeper.simulator.domain.refusal.Refusal;

/** How a request ends. */
sealed interface AwsReply {
    record Answered(ObjectNode body) implements AwsReply {}

    record Refused(Refusal refusal) implements AwsReply {}

    /** The connection is closed without a word. */
    record Lost() implements AwsReply {}
}
