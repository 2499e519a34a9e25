package io.stallkeeper.simulator.api.aws;

import io.stallkeeper.simulator.domain.refusal.RefusalCode;
import java.util.EnumSet;
import java.util.Set;

/** AWS's status for a refusal: 400 for all but a few. */
final class HttpStatus {
    private static final Set<RefusalCode> FORBIDDEN = EnumSet.of(
            RefusalCode.ACCESS_DENIED,
            RefusalCode.INVALID_SIGNATURE,
            RefusalCode.INCOMPLETE_SIGNATURE,
            RefusalCode.UNRECOGNIZED_CLIENT,
            RefusalCode.MISSING_AUTHENTICATION_TOKEN);

    private HttpStatus() {}

    static int of(RefusalCode code) {
        if (FORBIDDEN.contains(code)) {
            return 403;
        }
        if (code == RefusalCode.INTERNAL_SERVICE_ERROR) {
            return 500;
        }
        return code == RefusalCode.REQUEST_TOO_LARGE ? 413 : 400;
    }
}
