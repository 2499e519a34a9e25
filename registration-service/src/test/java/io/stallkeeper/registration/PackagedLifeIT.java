package io.stallkeeper.registration;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.stallkeeper.testkit.infrastructure.StallkeeperServers;

/** Buyers who register, with the service as it is packaged: a jar or an executable. */
@QuarkusIntegrationTest
@QuarkusTestResource(StallkeeperServers.class)
class PackagedLifeIT extends RegistrationLifeTest {}
