package io.stallkeeper.entitlement;

import io.stallkeeper.testkit.architecture.ServiceArchitecture;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void the_packages_keep_their_rules() {
        ServiceArchitecture.verify("io.stallkeeper.entitlement");
    }
}
