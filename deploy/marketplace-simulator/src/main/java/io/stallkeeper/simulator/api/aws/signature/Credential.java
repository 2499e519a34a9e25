package io.stallkeeper.simulator.api.aws.signature;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an Authorization header claims: {@code AWS4-HMAC-SHA256 Credential=…, SignedHeaders=…, Signature=…}. */
record Credential(
        String accessKeyId, String date, String region, String service, List<String> signedHeaders, String signature) {
    private static final Pattern SCOPE = Pattern.compile("([^/]+)/([0-9]{8})/([^/]+)/([^/]+)/aws4_request");
    private static final String ALGORITHM = "AWS4-HMAC-SHA256 ";

    /** Reads the header; nothing, if a part is missing or malformed. */
    static Optional<Credential> of(String authorization) {
        if (!authorization.startsWith(ALGORITHM)) {
            return Optional.empty();
        }
        String parameters = authorization.substring(ALGORITHM.length());
        String credential = parameter(parameters, "Credential");
        String signedHeaders = parameter(parameters, "SignedHeaders");
        String signature = parameter(parameters, "Signature");
        Matcher scope = SCOPE.matcher(credential == null ? "" : credential);
        if (!scope.matches() || signedHeaders == null || signature == null) {
            return Optional.empty();
        }
        return Optional.of(new Credential(
                scope.group(1),
                scope.group(2),
                scope.group(3),
                scope.group(4),
                List.of(signedHeaders.split(";", -1)),
                signature));
    }

    String scope() {
        return date + "/" + region + "/" + service + "/aws4_request";
    }

    /** A header that is named again and again would be as long as all of them together. */
    boolean namesHeadersOnce() {
        return signedHeaders.stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .distinct()
                        .count()
                == signedHeaders.size();
    }

    private static @Nullable String parameter(String parameters, String name) {
        for (String parameter : parameters.split(",", -1)) {
            String trimmed = parameter.trim();
            if (trimmed.startsWith(name + "=")) {
                return trimmed.substring(name.length() + 1);
            }
        }
        return null;
    }
}
