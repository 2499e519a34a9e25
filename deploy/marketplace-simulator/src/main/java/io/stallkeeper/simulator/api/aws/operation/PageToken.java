package io.stallkeeper.simulator.api.aws.operation;

import com.fasterxml.jackson.databind.JsonNode;
import io.stallkeeper.simulator.api.RefusedException;
import io.stallkeeper.simulator.api.TokenDigest;
import io.stallkeeper.simulator.domain.refusal.RefusalCode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * After what a query goes on, in a shape that looks like nothing in particular, so that no client counts on it. It is
 * good for the query that it was given for, whatever size its pages have, and for no other.
 */
final class PageToken {
    private static final String PREFIX = "page:";
    private static final int DIGEST_LENGTH = 16;
    private static final Set<String> NOT_OF_THE_QUERY = Set.of("NextToken", "nextToken", "MaxResults", "maxResults");

    private PageToken() {}

    /** A token for what comes after this position in the answer to this query. */
    static String of(Input query, String position) {
        return Base64.getEncoder().encodeToString((PREFIX + digest(query) + position).getBytes(StandardCharsets.UTF_8));
    }

    /** The position, which is null without a token; a token that isn't of this query is refused with this code. */
    static @Nullable String position(@Nullable String token, Input query, RefusalCode otherwise) {
        if (token == null) {
            return null;
        }
        try {
            String text = new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
            String beginning = PREFIX + digest(query);
            if (text.startsWith(beginning)) {
                return text.substring(beginning.length());
            }
        } catch (IllegalArgumentException _) {
            // Answered like any other token that isn't ours.
        }
        throw unknown(otherwise);
    }

    /** How a token is refused that leads nowhere. */
    static RefusedException unknown(RefusalCode code) {
        return new RefusedException(code.because("NextToken: not one of this query"));
    }

    private static String digest(Input query) {
        return TokenDigest.of(canonical(query.object())).substring(0, DIGEST_LENGTH);
    }

    /** The same text for the same query, in whatever order a client writes its members. */
    private static String canonical(JsonNode node) {
        if (!node.isObject()) {
            return node.toString();
        }
        Map<String, String> members = new TreeMap<>();
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            if (!member.getValue().isNull() && !NOT_OF_THE_QUERY.contains(member.getKey())) {
                members.put(member.getKey(), canonical(member.getValue()));
            }
        }
        return members.toString();
    }
}
