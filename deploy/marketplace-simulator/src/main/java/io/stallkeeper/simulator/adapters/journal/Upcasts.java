package io.stallkeeper.simulator.adapters.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;

/** Brings events as older versions stored them to the form of today. A stored name never changes its meaning. */
final class Upcasts {
    private static final String TYPE = "type";
    private static final String PROPOSER = "PURCHASE_AGREEMENT_";
    private static final String MANUFACTURER = "LICENSE_";

    private static final Map<String, Consumer<ObjectNode>> BY_NAME = Map.of(
            "product-listed.v1", Upcasts::product,
            "agreement-accepted.v1", Upcasts::agreement,
            "notification-queued.v1", Upcasts::notification,
            "agreement-accepted.v2", Upcasts::length,
            "notification-queued.v2", Upcasts::naming,
            "notification-queued.v3", Upcasts::lengthOfTold,
            "behavior-changed.v1", Upcasts::behavior,
            "behavior-changed.v2", Upcasts::namingIfEnded);

    private Upcasts() {}

    /** Whether some event of this line may be of an older version. */
    static boolean concern(String line) {
        return BY_NAME.keySet().stream().anyMatch(line::contains);
    }

    /** Changes the event, if it is of an older version, from version to version. */
    static void upcast(ObjectNode event) {
        String name = event.path(TYPE).asText();
        for (Consumer<ObjectNode> upcast = BY_NAME.get(name); upcast != null; upcast = BY_NAME.get(name)) {
            upcast.accept(event);
            name = next(name);
            event.put(TYPE, name);
        }
    }

    private static String next(String name) {
        int version = name.lastIndexOf(".v") + 2;
        return name.substring(0, version) + (Integer.parseInt(name.substring(version)) + 1);
    }

    /** There was one route at most, and always to a queue. */
    private static void product(ObjectNode event) {
        ObjectNode product = (ObjectNode) event.get("product");
        JsonNode route = product.remove("notifications");
        ArrayNode routes = product.putArray("notifications");
        if (route != null) {
            routes.add(route((ObjectNode) route));
        }
    }

    /** All sales were direct ones on public offers. */
    private static void agreement(ObjectNode event) {
        sale(event);
        event.put("autoRenewal", false).put("payment", "SUCCEEDS");
    }

    /** Everything was sent once and at once. */
    private static void notification(ObjectNode event) {
        ObjectNode notification = (ObjectNode) event.get("notification");
        sale(notification);
        notification.set("route", route((ObjectNode) notification.get("route")));
        String type = notification.path(TYPE).asText();
        if (type.startsWith(PROPOSER)) {
            notification.put("role", "PROPOSER");
        } else if (type.startsWith(MANUFACTURER)) {
            notification.put("role", "MANUFACTURER");
        }
        notification.put("autoRenewal", false);
        notification.putArray("sends").add(notification.get("at"));
    }

    /** License Updated was what activates. */
    private static void behavior(ObjectNode event) {
        ((ObjectNode) event.get("behavior").get("timing")).put("activation", "LICENSE_UPDATED");
    }

    /** Every event named the offer. */
    private static void naming(ObjectNode event) {
        ((ObjectNode) event.get("notification")).put("namesOffer", true);
    }

    private static void namingIfEnded(ObjectNode event) {
        ((ObjectNode) event.get("behavior").get("delivery")).put("endedNamesOffer", true);
    }

    /** An agreement ran, and was renewed, for so many days and parts of a day. */
    private static void length(ObjectNode owner) {
        ObjectNode terms = (ObjectNode) owner.get("terms");
        if (terms.hasNonNull("endsAt")) {
            Duration span = Duration.between(instant(terms, "acceptedAt"), instant(terms, "endsAt"));
            Duration rest = span.minusDays(span.toDays());
            terms.putObject("length").put("calendar", "P" + span.toDays() + "D").put("time", rest.toString());
        }
    }

    private static void lengthOfTold(ObjectNode event) {
        length((ObjectNode) event.get("notification"));
    }

    private static Instant instant(ObjectNode owner, String name) {
        return Instant.parse(owner.path(name).asText());
    }

    private static void sale(ObjectNode owner) {
        ((ObjectNode) owner.get("terms"))
                .set(
                        "sale",
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("offerKind", "PUBLIC")
                                .put("intent", "NEW"));
    }

    private static JsonNode route(ObjectNode old) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("form", old.path("form").asText())
                .put("target", "SQS")
                .put("address", old.path("queueUrl").asText());
    }
}
