package io.stallkeeper.simulator;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** A whole life, with the simulator as it is packaged. */
@QuarkusIntegrationTest
class PackagedLifeIT extends LifeApiTest {}
