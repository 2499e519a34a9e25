package io.stallkeeper.metering;

import io.stallkeeper.testkit.architecture.ServiceArchitecture;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void the_domain_is_pure_and_adapters_do_not_know_the_api() {
        ServiceArchitecture.verify("io.stallkeeper.metering");
    }
}
