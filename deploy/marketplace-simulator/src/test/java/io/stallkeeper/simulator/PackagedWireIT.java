package io.stallkeeper.simulator;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** AWS's wire, with the simulator as it is packaged. */
@QuarkusIntegrationTest
class PackagedWireIT extends WireTest {}
