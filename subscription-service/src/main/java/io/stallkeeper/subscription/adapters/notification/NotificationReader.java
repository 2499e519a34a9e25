package io.stallkeeper.subscription.adapters.notification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.stallkeeper.eventsourcing.kafka.Unprocessable;
import io.stallkeeper.subscription.domain.BuyerIdentity;
import io.stallkeeper.subscription.domain.notification.Form;
import io.stallkeeper.subscription.domain.notification.Notification;
import io.stallkeeper.subscription.domain.notification.Subject;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * Recognises and reads the three bodies (marketplace-protocol 2.4, 3.3), with the liberties that AWS's own examples
 * take: commas before closing braces, blanks around identifiers, license ARNs without {@code arn:}.
 */
public final class NotificationReader {

    private static final String MARKETPLACE = "aws.agreement-marketplace";

    private static final Pattern LICENSE_ARN = Pattern.compile("(arn:)?aws.*[:/]l-[A-Za-z0-9-]{1,126}");

    private static final Pattern ACCOUNT_ID = Pattern.compile("[0-9]+");

    private static final JsonMapper LENIENT =
            JsonMapper.builder().enable(JsonReadFeature.ALLOW_TRAILING_COMMA).build();

    /**
     * Throws {@link Unprocessable} if the body can't be read, with the reason.
     *
     * @param messageId the SQS message's id, and {@code sentAt} its time: what raw SNS is known by
     */
    public Notification read(String body, String messageId, Instant sentAt) {
        var json = parse(body, "malformed-json");
        if (json.has("detail-type")) {
            return event(new Fields(json));
        }
        var fields = new Fields(json);
        if ("Notification".equals(fields.text("Type"))) {
            var message = parse(fields.required("no-message", "Message"), "malformed-message");
            return message(
                    new Fields(message),
                    Form.SNS_ENVELOPE,
                    fields.required("no-id", "MessageId"),
                    fields.instant("Timestamp"));
        }
        if (json.has("action")) {
            return message(fields, Form.SNS_RAW, messageId, sentAt);
        }
        throw new Unprocessable(
                "SubscriptionConfirmation".equals(fields.text("Type"))
                        ? "sns-subscription-confirmation"
                        : "not-a-notification");
    }

    private static JsonNode parse(String text, String otherwise) {
        try {
            var json = LENIENT.readTree(text);
            if (json.isObject()) {
                return json;
            }
        } catch (JsonProcessingException e) {
            // Jackson's message would repeat parts of the body.
        }
        throw new Unprocessable(otherwise);
    }

    private static Notification event(Fields event) {
        var type = event.required("no-type", "detail-type");
        var read = new Notification(
                event.required("no-id", "id"),
                Form.EVENTBRIDGE,
                type,
                event.instant("time"),
                new Subject.Nobody(),
                event.text("detail", "agreement", "status"));
        if (!MARKETPLACE.equals(event.text("source"))) {
            return read;
        }
        return switch (read.event()) {
            case "License Updated", "License Deprovisioned" -> about(license(event), read);
            case "Purchase Agreement Ended" -> about(agreement(event), read);
            default -> read;
        };
    }

    private static Notification about(Subject subject, Notification read) {
        return new Notification(read.id(), read.form(), read.type(), read.at(), subject, read.agreementStatus());
    }

    private static Subject license(Fields event) {
        var productCode = event.required("no-product-code", "detail", "product", "code");
        var accountId = event.required("no-account", "detail", "acceptor", "accountId");
        var arn = event.required("no-license", "detail", "license", "arn");
        if (!LICENSE_ARN.matcher(arn).matches()) {
            throw new Unprocessable("malformed-license");
        }
        if (!ACCOUNT_ID.matcher(accountId).matches()) {
            throw new Unprocessable("malformed-account");
        }
        return new Subject.License(
                new BuyerIdentity(productCode, arn.startsWith("arn:") ? arn : "arn:" + arn, accountId, null),
                accountId,
                event.text("detail", "agreement", "id"),
                event.text("detail", "product", "id"));
    }

    private static Subject agreement(Fields event) {
        return new Subject.Agreement(
                event.required("no-agreement", "detail", "agreement", "id"),
                event.required("no-account", "detail", "acceptor", "accountId"),
                event.text("detail", "product", "id"));
    }

    private static Notification message(Fields message, Form form, String id, Instant at) {
        var action = message.required("no-action", "action");
        var customer = message.required("no-customer-identifier", "customer-identifier");
        var buyer = new BuyerIdentity(message.required("no-product-code", "product-code"), null, null, customer);
        return new Notification(id, form, action, at, new Subject.Customer(buyer, customer), null);
    }
}
