package io.stallkeeper.simulator.api.aws;

import io.stallkeeper.simulator.domain.refusal.RefusalCode;

/** AWS's status for a refusal: 400 for all but a few. */
final class HttpStatus {
    private HttpStatus() {}

    static int of(RefusalCode code) {
        if (code == RefusalCode.INTERNAL_SERVICE_ERROR) {
            return 500;
        }
        return code == RefusalCode.REQUEST_TOO_LARGE ? 413 : 400;
    }
}
