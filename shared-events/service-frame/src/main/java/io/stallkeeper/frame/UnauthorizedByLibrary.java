package io.stallkeeper.frame;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/**
 * Leaves the library's way to a 401 out of native executables: it can't be linked with this Quarkus, and
 * {@link AuthenticationProblems} goes before it.
 */
@TargetClass(className = "io.quarkiverse.resteasy.problem.security.HttpUnauthorizedUtils")
final class UnauthorizedByLibrary {

    private UnauthorizedByLibrary() {}

    @Substitute
    static Uni<HttpProblem> toProblem(RoutingContext exchange, Exception failure) {
        return Uni.createFrom().failure(failure);
    }
}
