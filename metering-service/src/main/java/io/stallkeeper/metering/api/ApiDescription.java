package io.stallkeeper.metering.api;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** What is the same for every operation of the API's description: the token, and errors as {@code problem+json}. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ApiDescription implements OASFilter {

    private static final String PROBLEM = "Problem";
    private static final String TOKEN = "token";

    @Override
    public void filterOpenAPI(OpenAPI api) {
        api.setInfo(OASFactory.createInfo()
                .title("Stallkeeper metering")
                .version("1")
                .description(
                        "Usage in, where every unit is, and why AWS bills what it bills. Errors are problem+json."));
        var components = api.getComponents() == null ? OASFactory.createComponents() : api.getComponents();
        components.addSchema(PROBLEM, problem());
        components.addResponse("BadRequest", response("Something in the request isn't what it should be.", 400));
        components.addResponse("Unauthorized", response("No valid bearer token.", 401));
        components.addResponse("Forbidden", response("The token doesn't hold the role.", 403));
        components.addResponse("NotFound", response("There is no such thing.", 404));
        components.addResponse("Unavailable", response("A server behind it is away: send it again.", 503));
        components.addSecurityScheme(
                TOKEN,
                OASFactory.createSecurityScheme()
                        .type(org.eclipse.microprofile.openapi.models.security.SecurityScheme.Type.HTTP)
                        .scheme("bearer")
                        .bearerFormat("JWT")
                        .description("A JWT whose groups claim holds the role."));
        api.setComponents(components);
        describe(components, "Instant", "A moment in UTC, as ISO-8601 text.");
        describe(components, "UUID", "An id, as RFC 9562 spells it.");
        api.getPaths()
                .getPathItems()
                .forEach((path, item) -> item.getOperations().values().forEach(operation -> complete(path, operation)));
    }

    private static void describe(Components components, String schema, String description) {
        var described = components.getSchemas().get(schema);
        if (described != null) {
            described.setDescription(description);
        }
    }

    private static void complete(String path, Operation operation) {
        operation.setSecurity(List.of(OASFactory.createSecurityRequirement().addScheme(TOKEN)));
        if (!operation.getResponses().hasAPIResponse("400")) {
            operation.getResponses().addAPIResponse("400", reference("BadRequest"));
        }
        if (path.contains("{id}") && !operation.getResponses().hasAPIResponse("404")) {
            operation.getResponses().addAPIResponse("404", reference("NotFound"));
        }
        operation.getResponses().addAPIResponse("401", reference("Unauthorized"));
        operation.getResponses().addAPIResponse("403", reference("Forbidden"));
        operation.getResponses().getAPIResponses().forEach((status, response) -> {
            if (status.startsWith("4") || status.startsWith("5")) {
                asProblem(response);
            }
        });
    }

    /** What an operation describes in words of its own is answered in the same form. */
    private static void asProblem(APIResponse response) {
        if (response.getRef() == null && response.getContent() == null) {
            response.setContent(problemContent(null));
        }
    }

    private static APIResponse reference(String name) {
        return OASFactory.createAPIResponse().ref(name);
    }

    private static APIResponse response(String description, int status) {
        return OASFactory.createAPIResponse()
                .description(description)
                .content(problemContent(Map.of("status", status, "title", description)));
    }

    private static Content problemContent(@Nullable Object example) {
        var problem =
                OASFactory.createMediaType().schema(OASFactory.createSchema().ref(PROBLEM));
        if (example != null) {
            problem.setExample(example);
        }
        return OASFactory.createContent().addMediaType("application/problem+json", problem);
    }

    private static Schema problem() {
        return OASFactory.createSchema()
                .type(List.of(Schema.SchemaType.OBJECT))
                .description("What went wrong (RFC 9457).")
                .addProperty("status", text(Schema.SchemaType.INTEGER, "The HTTP status again."))
                .addProperty("title", text(Schema.SchemaType.STRING, "What kind of thing went wrong."))
                .addProperty("detail", text(Schema.SchemaType.STRING, "What it was this time."))
                .addProperty("instance", text(Schema.SchemaType.STRING, "The path that was asked for."))
                .addProperty("reason", text(Schema.SchemaType.STRING, "A stable word in kebab-case, for programs."));
    }

    private static Schema text(Schema.SchemaType type, String description) {
        return OASFactory.createSchema().type(List.of(type)).description(description);
    }
}
