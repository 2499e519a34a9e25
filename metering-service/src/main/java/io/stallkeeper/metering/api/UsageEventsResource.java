package io.stallkeeper.metering.api;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.stallkeeper.metering.adapters.kafka.UsageTopic;
import io.stallkeeper.metering.adapters.kafka.UsageTopic.Keyed;
import io.stallkeeper.metering.adapters.usage.CloudEventsJson;
import io.stallkeeper.metering.adapters.usage.UsageReader;
import io.stallkeeper.metering.adapters.usage.UsageReading;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Usage by HTTP: CloudEvents of type {@code io.stallkeeper.usage.reported.v1}, structured, binary or as a batch. Answered
 * after Kafka has them; 503 if it doesn't take them, and then sending all of them again is safe, because {@code source} and
 * {@code id} count once.
 */
@Path("/v1/usage-events")
@Blocking // reading thousands of events is too long for an event loop
@RolesAllowed("usage-reporter")
public class UsageEventsResource {

    private static final Logger LOG = Logger.getLogger(UsageEventsResource.class);
    private static final int MAX_BATCH = 5_000;

    private final UsageReader reader;
    private final UsageTopic topic;

    public UsageEventsResource(UsageReader reader, UsageTopic topic) {
        this.reader = reader;
        this.topic = topic;
    }

    /** One event of a batch; {@code status} is {@code accepted} or {@code rejected}, then with a reason. */
    public record Result(
            @Nullable String source,
            @Nullable String id,
            String status,
            @Nullable String reason) {}

    /** One for each event, in the order of the batch. */
    public record Results(List<Result> results) {}

    /** 202, or 400 with the reason. */
    @POST
    @Consumes("application/cloudevents+json")
    public Uni<Response> structured(byte[] body) {
        var json = CloudEventsJson.parse(body);
        return one(json == null ? null : CloudEventsJson.toEvent(json));
    }

    /** The attributes are headers, {@code ce-id} and so on; the body is the data. 202, or 400 with the reason. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> binary(
            @HeaderParam("ce-specversion") String specVersion,
            @HeaderParam("ce-id") String id,
            @HeaderParam("ce-source") String source,
            @HeaderParam("ce-type") String type,
            @HeaderParam("ce-time") String time,
            byte[] body) {
        return one("1.0".equals(specVersion) ? binaryEvent(id, source, type, time, body) : null);
    }

    /** 200 with a result for each event; 400 if it isn't a JSON array of at most 5 000. */
    @POST
    @Consumes("application/cloudevents-batch+json")
    public Uni<Results> batch(byte[] body) {
        var json = CloudEventsJson.parse(body);
        if (json == null || !json.isArray()) {
            throw problem(400, "not-a-json-array");
        }
        if (json.size() > MAX_BATCH) {
            throw problem(400, "more-than-5000-events");
        }
        var results = new ArrayList<Result>(json.size());
        var accepted = new ArrayList<Keyed>(json.size());
        for (var element : json) {
            var event = CloudEventsJson.toEvent(element);
            var reading = read(event);
            var source = element.path("source").textValue();
            var id = element.path("id").textValue();
            switch (reading) {
                case UsageReading.Countable(var usage) -> {
                    accepted.add(new Keyed(usage.subscriptionId(), requireEvent(event)));
                    results.add(new Result(source, id, "accepted", null));
                }
                case UsageReading.Uncountable(var reason) -> results.add(new Result(source, id, "rejected", reason));
            }
        }
        return send(accepted).replaceWith(new Results(results));
    }

    private Uni<Response> one(@Nullable CloudEvent event) {
        return switch (read(event)) {
            case UsageReading.Countable(var usage) ->
                send(List.of(new Keyed(usage.subscriptionId(), requireEvent(event))))
                        .replaceWith(() -> Response.accepted().build());
            case UsageReading.Uncountable(var reason) -> throw problem(400, reason);
        };
    }

    private UsageReading read(@Nullable CloudEvent event) {
        return event == null ? new UsageReading.Uncountable("not-a-cloudevent") : reader.read(event, null);
    }

    private Uni<Void> send(List<Keyed> events) {
        return topic.send(events)
                .onFailure()
                .invoke(failure -> LOG.warnf("Kafka takes no usage: %s", String.valueOf(failure.getCause())))
                .onFailure()
                .transform(failure -> problem(503, "kafka-is-away"));
    }

    private static @Nullable CloudEvent binaryEvent(
            @Nullable String id, @Nullable String source, @Nullable String type, @Nullable String time, byte[] body) {
        try {
            return CloudEventBuilder.v1()
                    .withId(id)
                    .withSource(URI.create(source == null ? "" : source))
                    .withType(type)
                    .withTime(time == null ? null : OffsetDateTime.parse(time))
                    .withData(MediaType.APPLICATION_JSON, body)
                    .build();
        } catch (RuntimeException e) {
            return null;
        }
    }

    private static CloudEvent requireEvent(@Nullable CloudEvent event) {
        return java.util.Objects.requireNonNull(event, "only events are countable");
    }

    private static HttpProblem problem(int status, String reason) {
        return HttpProblem.builder()
                .withStatus(status)
                .withTitle(status == 503 ? "Kafka takes no usage now" : "This usage can't be counted")
                .withDetail(reason)
                .with("reason", reason)
                .build();
    }
}
