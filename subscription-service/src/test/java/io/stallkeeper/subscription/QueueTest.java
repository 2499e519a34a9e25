package io.stallkeeper.subscription;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.cloudevents.core.builder.CloudEventBuilder;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.stallkeeper.contracts.PublishedEventType;
import io.stallkeeper.contracts.SubscriptionId;
import io.stallkeeper.contracts.Topic;
import io.stallkeeper.testkit.infrastructure.StallkeeperServers;
import io.stallkeeper.testkit.infrastructure.TokenIssuer;
import io.stallkeeper.testkit.kafka.PublishedEvents;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/** Nothing leaves a queue before it is dealt with, and nothing blocks one. */
@QuarkusTest
@QuarkusTestResource(StallkeeperServers.class)
class QueueTest {

    private static final Duration LONGEST = Duration.ofSeconds(20);

    @Inject
    SqsAsyncClient sqs;

    @Inject
    Pool pool;

    @Inject
    Clock clock;

    @SuppressWarnings("NullAway.Init") // filled by the test resource
    TokenIssuer tokens;

    private Queues queues;
    private OperatorApi api;

    @BeforeEach
    void createQueues() {
        queues = new Queues(sqs);
        queues.create();
        api = new OperatorApi(tokens);
    }

    @Test
    void a_message_stays_until_its_effect_is_committed_and_holds_up_no_other() {
        var failing = Notifications.of("failing", clock.instant().truncatedTo(ChronoUnit.SECONDS));
        var other = Notifications.of("other", failing.start());
        execute("create function refuse() returns trigger language plpgsql as"
                + " $$ begin raise exception 'refused by the test'; end $$");
        execute("create trigger refuse before insert on event_log for each row"
                + " when (new.stream = 'subscription-l-failing') execute function refuse()");

        queues.send("EVENTBRIDGE", failing.licenseUpdated("1", 0));
        queues.send("EVENTBRIDGE", other.licenseUpdated("1", 0));
        api.awaitState("l-other", "ACTIVE");
        awaitLeft("EVENTBRIDGE", 1);
        given().auth()
                .oauth2(tokens.tokenFor("operator"))
                .get("/v1/subscriptions/l-failing")
                .then()
                .statusCode(404);

        execute("drop trigger refuse on event_log");
        api.awaitState("l-failing", "ACTIVE");
        awaitLeft("EVENTBRIDGE", 0);
    }

    @Test
    void what_cannot_be_read_is_parked_as_it_came_and_leaves_the_queue() {
        queues.send("SNS_RAW", "{\"unreadable\": to be sure");

        var parked = api.awaitParked("to be sure");

        assertThat(parked.getString("body")).isEqualTo("{\"unreadable\": to be sure");
        assertThat(parked.getString("reason")).isEqualTo("malformed-json");
        assertThat(parked.getString("channel")).isEqualTo("sns-raw");
        awaitLeft("SNS_RAW", 0);
        assertThat(api.replay(parked).getString("reason")).isEqualTo("malformed-json");
        assertThat(api.parked("to be sure")).isNotNull();
    }

    @Test
    void what_fails_whenever_it_is_tried_is_parked_in_the_end() {
        var buyer = Notifications.of("corrupt", clock.instant().truncatedTo(ChronoUnit.SECONDS));
        execute("insert into event_log (stream, version, id, type, data, metadata, recorded_at) values"
                + " ('subscription-l-corrupt', 1, gen_random_uuid(), 'never-stored.v1', '{}', '{}', now())");
        try {
            queues.send("EVENTBRIDGE", buyer.licenseUpdated("1", 0));

            assertThat(api.awaitParked("l-corrupt").getString("reason")).isEqualTo("effect-failed");
            awaitLeft("EVENTBRIDGE", 0);
        } finally {
            execute("delete from event_log where stream = 'subscription-l-corrupt'");
        }
        assertThat(api.replay(api.awaitParked("l-corrupt")).getBoolean("replayed"))
                .isTrue();
        api.awaitState("l-corrupt", "ACTIVE");
    }

    @Test
    void what_can_be_read_after_all_takes_effect_when_it_is_replayed() {
        var buyer = Notifications.of("replayed", clock.instant().truncatedTo(ChronoUnit.SECONDS));
        queues.send("EVENTBRIDGE", buyer.licenseUpdated("1", 0).replace("294406891311:license:l-", "bucket:x-"));
        var parked = api.awaitParked("bucket:x-replayed");
        assertThat(parked.getString("reason")).isEqualTo("malformed-license");
        // As a later version of the reader would.
        execute("update parked_message set body = convert_to(replace(convert_from(body, 'UTF8'),"
                + " 'bucket:x-', '294406891311:license:l-'), 'UTF8') where id = '" + parked.getString("id") + "'");

        assertThat(api.replay(parked).getBoolean("replayed")).isTrue();

        api.awaitState("l-replayed", "ACTIVE");
        given().auth()
                .oauth2(tokens.tokenFor("operator"))
                .get("/v1/parked-messages/" + parked.getString("id"))
                .then()
                .statusCode(404);
    }

    @Test
    void an_unreadable_event_of_the_registration_topic_is_parked_and_replayed_the_same_way() {
        try (var topic = new PublishedEvents(StallkeeperServers.kafka())) {
            var event = CloudEventBuilder.v1()
                    .withId("unreadable-registration")
                    .withSource(URI.create("/test"))
                    .withType(PublishedEventType.CUSTOMER_REGISTERED.typeName())
                    .withData("{\"subscriptionId\": 1 of none}".getBytes(UTF_8))
                    .build();
            topic.send(Topic.REGISTRATION, "l-parked", event);
        }

        var parked = api.awaitParked("1 of none");

        assertThat(parked.getString("reason")).isEqualTo("malformed-data");
        assertThat(api.replay(parked).getBoolean("replayed")).isFalse();
        execute("update parked_message set body = convert_to('{\"subscriptionId\":\"l-parked\",\"identity\":"
                + "{\"productCode\":\"p\",\"licenseArn\":\"arn:aws:l:l-parked\",\"customerAwsAccountId\":\"1\"},"
                + "\"registeredAt\":\"2026-08-20T14:25:10Z\"}', 'UTF8') where id = '" + parked.getString("id") + "'");
        assertThat(api.replay(parked).getBoolean("replayed")).isTrue();
        api.awaitState("l-parked", "PENDING");
    }

    @Test
    void a_payment_that_fails_is_told_and_a_later_success_counts() {
        var subscriptionId = SubscriptionId.ofCustomer("n0123", "X01EXAMPLEX").value();
        var raw = """
                { "action": "%s", "customer-identifier": " X01EXAMPLEX", "product-code": "n0123", }
                """;
        queues.send("SNS_RAW", raw.formatted("subscribe-fail"));
        api.awaitState(subscriptionId, "FAILED");

        queues.send("SNS_RAW", raw.formatted("subscribe-success"));
        api.awaitState(subscriptionId, "ACTIVE");
        queues.send("SNS_RAW", raw.formatted("entitlement-updated"));
        SubscriptionTopic.await(
                subscriptionId,
                PublishedEventType.SUBSCRIPTION_FAILED,
                PublishedEventType.SUBSCRIPTION_ACTIVATED,
                PublishedEventType.ENTITLEMENTS_CHANGE_NOTIFIED);
    }

    @Test
    void operators_see_how_the_queues_are() {
        queues.send("EVENTBRIDGE", Notifications.of("seen", clock.instant()).licenseUpdated("1", 0));
        api.awaitState("l-seen", "ACTIVE");

        given().get("/q/health/ready").then().statusCode(200).body(containsString("notification queues"));
        given().get("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("stallkeeper_notifications_total{disposition=\"applied\",form=\"eventbridge\""))
                .body(containsString("stallkeeper_notifications_waiting"))
                .body(containsString("stallkeeper_queue_last_message_age_seconds"));
    }

    @Test
    void a_queue_that_is_away_is_told_and_read_again_once_it_is_back() {
        queues.delete("SNS_ENVELOPE");
        awaitReadiness(503);

        queues.create("SNS_ENVELOPE");
        awaitReadiness(200);
        queues.send("SNS_ENVELOPE", """
                {"Type":"Notification","MessageId":"back-1","Timestamp":"2026-08-20T14:24:23.123Z","Message":
                "{\\"action\\":\\"subscribe-success\\",\\"customer-identifier\\":\\"B\\",\\"product-code\\":\\"n0\\"}"}
                """);
        api.awaitState(SubscriptionId.ofCustomer("n0", "B").value(), "ACTIVE");
    }

    private static void awaitReadiness(int status) {
        Awaitility.await("readiness " + status)
                .atMost(LONGEST)
                .untilAsserted(() -> given().get("/q/health/ready").then().statusCode(status));
    }

    private void awaitLeft(String form, int messages) {
        Awaitility.await("messages left").atMost(LONGEST).untilAsserted(() -> assertThat(queues.left(form))
                .isEqualTo(messages));
    }

    private void execute(String sql) {
        pool.query(sql).execute().await().atMost(LONGEST);
    }
}
