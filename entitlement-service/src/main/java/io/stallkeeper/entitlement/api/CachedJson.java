package io.stallkeeper.entitlement.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.stallkeeper.entitlement.EntitlementSettings;
import io.stallkeeper.eventsourcing.log.EventJson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Answers that an edge may cache for some seconds, for each caller apart, and then ask whether they still hold: the
 * entity tag is a digest of the answer, so that every replica names it alike.
 */
@ApplicationScoped
public class CachedJson {

    private final String cacheControl;

    public CachedJson(EntitlementSettings settings) {
        this.cacheControl = "public, max-age=" + settings.answer().cacheMaxAge().toSeconds();
    }

    /** 200 with the body, or 304 if the caller has it already. */
    Response answer(Request request, Object body) {
        var json = toJson(body);
        var tag = new EntityTag(digest(json));
        var notModified = request.evaluatePreconditions(tag);
        var response = notModified != null ? notModified : Response.ok(json, MediaType.APPLICATION_JSON_TYPE);
        return response.tag(tag)
                .header(HttpHeaders.CACHE_CONTROL, cacheControl)
                .header(HttpHeaders.VARY, HttpHeaders.AUTHORIZATION)
                .build();
    }

    private static String toJson(Object body) {
        try {
            return EventJson.MAPPER.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String digest(String json) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(json.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
