package io.stallkeeper.registration;

import static io.stallkeeper.registration.RefusalPagesTest.AGAIN;
import static io.stallkeeper.registration.RefusalPagesTest.expectPage;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.stallkeeper.testkit.infrastructure.StallkeeperServers;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StallkeeperServers.class)
class ExpiredTokenTest {

    @Inject
    Clock clock;

    @Test
    void an_expired_token_sends_the_buyer_back_for_another() {
        var token = Marketplace.token(Marketplace.buyWithLicense());
        var expired = clock.instant().plus(Duration.ofHours(4));
        Marketplace.advanceClock("PT4H1S");

        expectPage(Browser.setUpAccount(token), 410, allOf(containsString("expired"), containsString(AGAIN)));
        // The service's clock follows; what another test begins before would have expired then.
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> !clock.instant()
                .isBefore(expired));
    }
}
