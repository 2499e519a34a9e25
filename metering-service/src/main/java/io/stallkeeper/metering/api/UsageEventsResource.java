package io.stallkeeper.metering.api;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.stallkeeper.metering.adapters.kafka.UsageMessage;
import io.stallkeeper.metering.adapters.kafka.UsageTopic;
import io.stallkeeper.metering.adapters.usage.EventDraft;
import io.stallkeeper.metering.adapters.usage.MediaTypes;
import io.stallkeeper.metering.adapters.usage.UsageBatchReader;
import io.stallkeeper.metering.adapters.usage.UsageBatchReader.NotABatch;
import io.stallkeeper.metering.adapters.usage.UsageReader;
import io.stallkeeper.metering.adapters.usage.UsageReading;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Usage by HTTP: CloudEvents of type {@code io.stallkeeper.usage.reported.v1}, whole, as a batch, or with their
 * attributes as headers. Answered after Kafka has them. On 503 sending all of them again is safe, because
 * {@code source} and {@code id} count once.
 */
@Path("/v1/usage-events")
@Blocking // reading thousands of events is too long for an event loop
@RolesAllowed("usage-reporter")
@Tag(name = "usage", description = "Usage in.")
public class UsageEventsResource {

    private static final Logger LOG = Logger.getLogger(UsageEventsResource.class);

    private final UsageReader reader;
    private final UsageBatchReader batches;
    private final UsageTopic topic;
    private final BodyBudget budget;

    public UsageEventsResource(UsageReader reader, UsageTopic topic, BodyBudget budget) {
        this.reader = reader.forCallers();
        this.batches = new UsageBatchReader(this.reader);
        this.topic = topic;
        this.budget = budget;
    }

    /** One event of a batch; {@code status} is {@code accepted} or {@code rejected}, then with a reason. */
    @RegisterForReflection
    @Schema(name = "UsageResult", description = "One event of a batch: accepted, or rejected with a reason.")
    public record Result(
            @Nullable String source,
            @Nullable String id,
            String status,
            @Nullable String reason) {}

    /** One for each event, in the order of the batch. */
    @RegisterForReflection
    @Schema(name = "UsageResults", description = "A result for each event, in the order of the batch.")
    public record Results(List<Result> results) {}

    @POST
    @Consumes(MediaType.WILDCARD)
    @Operation(
            operationId = "reportUsage",
            summary = "Report usage, as CloudEvents",
            description = "Answered once Kafka has the events. Sending them again is safe: source and id count once.")
    @RequestBody(
            description =
                    "One event, a batch of at most 5 000, or the data of an event whose attributes are headers ce-…",
            content = {
                @Content(mediaType = "application/cloudevents+json", schema = @Schema(type = SchemaType.OBJECT)),
                @Content(mediaType = "application/cloudevents-batch+json", schema = @Schema(type = SchemaType.ARRAY)),
                @Content(mediaType = "application/json", schema = @Schema(type = SchemaType.OBJECT))
            })
    @APIResponse(
            responseCode = "200",
            description = "A result for each event of the batch",
            content = @Content(schema = @Schema(implementation = Results.class)))
    @APIResponse(responseCode = "202", description = "Kafka has the event")
    @APIResponse(responseCode = "400", description = "It can't be counted; the reason says why")
    @APIResponse(responseCode = "413", description = "The body has more than 4 MiB, unpacked")
    @APIResponse(responseCode = "415", description = "Neither a CloudEvent nor gzip")
    @APIResponse(responseCode = "503", description = "Too much at a time, or Kafka is away; Retry-After says when")
    public Uni<Response> report(@Context HttpHeaders headers, @Context RoutingContext exchange, InputStream body) {
        var share = budget.share();
        try {
            var bytes = read(body, headers, exchange, share);
            return answer(headers, bytes).onTermination().invoke(share::close);
        } catch (RuntimeException e) {
            share.close();
            throw e;
        }
    }

    private static byte[] read(InputStream body, HttpHeaders headers, RoutingContext exchange, BodyBudget.Share share) {
        try {
            return UsageBody.read(body, headers.getHeaderString(HttpHeaders.CONTENT_ENCODING), share);
        } catch (HttpProblem problem) {
            // What is left of the body would stand before the next request.
            exchange.addEndHandler(ended -> RefusedBody.discard(exchange.vertx(), exchange.request()));
            throw problem;
        }
    }

    private Uni<Response> answer(HttpHeaders headers, byte[] body) {
        var contentType = headers.getHeaderString(HttpHeaders.CONTENT_TYPE);
        if (contentType != null && MediaTypes.isBatchJson(contentType)) {
            return batch(body);
        }
        if (contentType != null && MediaTypes.isStructuredJson(contentType)) {
            return switch (reader.readStructured(body, null)) {
                case UsageReading.Countable(var usage) -> one(UsageMessage.structured(usage.subscriptionId(), body));
                case UsageReading.Uncountable(var reason) -> throw UsageProblem.uncountable(reason);
            };
        }
        if (contentType != null && MediaTypes.isStructured(contentType)) {
            throw UsageProblem.unsupportedType();
        }
        return binary(headers, contentType, body);
    }

    private Uni<Response> binary(HttpHeaders headers, @Nullable String contentType, byte[] body) {
        if (!CloudEventHeaders.areIn(headers.getRequestHeaders())) {
            throw contentType != null && MediaTypes.isJson(contentType)
                    ? UsageProblem.uncountable("not-a-cloudevent")
                    : UsageProblem.unsupportedType();
        }
        var attributes = CloudEventHeaders.read(headers.getRequestHeaders());
        if (attributes == null) {
            throw UsageProblem.uncountable("not-a-cloudevent");
        }
        var draft = new EventDraft();
        attributes.forEach(draft::attribute);
        if (contentType != null) {
            draft.attribute("datacontenttype", contentType);
        }
        return switch (reader.readBinary(draft, body, null)) {
            case UsageReading.Countable(var usage) ->
                one(UsageMessage.binary(usage.subscriptionId(), attributes, contentType, body));
            case UsageReading.Uncountable(var reason) -> throw UsageProblem.uncountable(reason);
        };
    }

    private Uni<Response> batch(byte[] body) {
        List<UsageBatchReader.Entry> entries;
        try {
            entries = batches.read(body);
        } catch (NotABatch e) {
            throw UsageProblem.uncountable(e.reason());
        }
        var results = new ArrayList<Result>(entries.size());
        var accepted = new ArrayList<UsageMessage>(entries.size());
        for (var entry : entries) {
            switch (entry.reading()) {
                case UsageReading.Countable(var usage) -> {
                    accepted.add(UsageMessage.structured(usage.subscriptionId(), entry.json()));
                    results.add(new Result(entry.source(), entry.id(), "accepted", null));
                }
                case UsageReading.Uncountable(var reason) ->
                    results.add(new Result(entry.source(), entry.id(), "rejected", reason));
            }
        }
        return send(accepted).map(sent -> Response.ok(new Results(results), MediaType.APPLICATION_JSON_TYPE)
                .build());
    }

    private Uni<Response> one(UsageMessage message) {
        return send(List.of(message)).map(sent -> Response.accepted().build());
    }

    private Uni<Void> send(List<UsageMessage> messages) {
        return topic.send(messages)
                .onFailure()
                .invoke(failure -> LOG.warnf("Kafka takes no usage: %s", String.valueOf(failure.getCause())))
                .onFailure()
                .transform(failure -> UsageProblem.kafkaIsAway());
    }
}
