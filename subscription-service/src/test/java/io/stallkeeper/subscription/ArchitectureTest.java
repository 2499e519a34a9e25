package io.stallkeeper.subscription;

import io.stallkeeper.testkit.architecture.ServiceArchitecture;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void the_packages_keep_the_rules_of_a_service() {
        ServiceArchitecture.verify("io.stallkeeper.subscription");
    }
}
