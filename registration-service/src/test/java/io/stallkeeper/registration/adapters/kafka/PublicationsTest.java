package io.stallkeeper.registration.adapters.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.stallkeeper.contracts.PublishedEventType;
import io.stallkeeper.contracts.Topic;
import io.stallkeeper.contracts.registration.AliasNamed;
import io.stallkeeper.eventsourcing.log.EventMetadata;
import io.stallkeeper.eventsourcing.log.LogPosition;
import io.stallkeeper.eventsourcing.log.RecordedEvent;
import io.stallkeeper.eventsourcing.log.StreamId;
import io.stallkeeper.registration.adapters.postgres.StoredEvents;
import io.stallkeeper.registration.domain.BuyerIdentity;
import io.stallkeeper.registration.domain.RegistrationEvent;
import io.stallkeeper.testkit.events.StoredEventsProof;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PublicationsTest {

    private static final Instant NOW = Instant.parse("2026-08-20T14:24:44Z");
    private static final BuyerIdentity OF_LICENSE =
            BuyerIdentity.ofLicense("prod-1", "arn:aws:license-manager::294406891311:license:l-0f3a", "111122223333");
    private static final BuyerIdentity OF_CUSTOMER = BuyerIdentity.ofCustomer("prod-2", "Zq7Fexample9", "111122223333");

    private static final List<RegistrationEvent> EVENTS = List.of(
            new RegistrationEvent.RegistrationStarted(OF_LICENSE, true, NOW),
            new RegistrationEvent.CustomerRegistered(OF_LICENSE, NOW),
            new RegistrationEvent.RegistrationStarted(OF_CUSTOMER, false, NOW),
            new RegistrationEvent.LicenseNamed(OF_CUSTOMER.andLicense(OF_LICENSE.licenseArn()), NOW),
            new RegistrationEvent.CustomerNamed(OF_LICENSE, "Zq7Fexample9", NOW),
            new RegistrationEvent.CustomerRegistered(OF_CUSTOMER, NOW));

    @Test
    void stored_events_stay_readable() throws IOException {
        StoredEventsProof.verify(RegistrationEvent.class, StoredEvents.TYPES);
    }

    @Test
    void every_event_type_of_this_service_is_published() {
        var own = Arrays.stream(PublishedEventType.values())
                .filter(type -> type.topic().equals(Topic.REGISTRATION))
                .toList();

        assertThat(EVENTS.stream()
                        .map(Publications::toPublished)
                        .map(PublishedEventType::of)
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(own);
    }

    @Test
    void what_is_published_is_as_its_schema_says() throws IOException {
        for (var event : EVENTS) {
            var publication = Publications.of(recorded(event));
            var type = PublishedEventType.named(publication.event().getType()).orElseThrow();
            var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(resource(type.schemaResource()), InputFormat.JSON);

            var data = new String(
                    Objects.requireNonNull(publication.event().getData()).toBytes(), UTF_8);

            assertThat(schema.validate(data, InputFormat.JSON)).as(data).isEmpty();
            assertThat(publication.topic()).isEqualTo(Topic.REGISTRATION);
            assertThat(publication.key()).isEqualTo(publication.event().getSubject());
        }
    }

    @Test
    void a_buyer_who_is_named_by_customer_identifier_is_told_without_the_account() {
        var published = Publications.toPublished(new RegistrationEvent.CustomerRegistered(OF_CUSTOMER, NOW));

        assertThat(published.toString()).contains("Zq7Fexample9").doesNotContain("111122223333");
        assertThat(published.subscriptionId()).startsWith("c-");
    }

    @Test
    void the_former_name_of_a_buyer_with_a_license_is_an_alias_of_it() {
        var published = Publications.toPublished(new RegistrationEvent.CustomerNamed(OF_LICENSE, "Zq7Fexample9", NOW));

        assertThat(published.subscriptionId()).isEqualTo("l-0f3a");
        assertThat(published).isInstanceOfSatisfying(AliasNamed.class, named -> assertThat(
                        named.alias().customerIdentifier())
                .isEqualTo("Zq7Fexample9"));
    }

    private static RecordedEvent recorded(RegistrationEvent event) {
        var written = StoredEvents.TYPES.write(new UUID(0, 1), event, EventMetadata.NONE);
        return new RecordedEvent(
                new LogPosition(1, 1),
                new StreamId("registration-l-0f3a"),
                1,
                written.id(),
                written.type(),
                written.data(),
                written.metadata(),
                NOW);
    }

    private static String resource(String name) throws IOException {
        try (var in = Objects.requireNonNull(PublicationsTest.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
