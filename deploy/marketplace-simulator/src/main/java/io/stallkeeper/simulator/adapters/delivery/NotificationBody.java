package io.stallkeeper.simulator.adapters.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stallkeeper.simulator.domain.agreement.AgreementIntent;
import io.stallkeeper.simulator.domain.agreement.AgreementTerms;
import io.stallkeeper.simulator.domain.agreement.OfferKind;
import io.stallkeeper.simulator.domain.agreement.Resale;
import io.stallkeeper.simulator.domain.agreement.Sale;
import io.stallkeeper.simulator.domain.notification.Notification;
import io.stallkeeper.simulator.domain.notification.NotificationType;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** The bodies that a queue receives (protocol page, 2.2, 2.4 and 3.3); always the same for one notification. */
public final class NotificationBody {
    private static final String TOPICS = "arn:aws:sns:us-east-1:287250355862:aws-mp-";
    /** What AWS sends for agreements that run until they are cancelled. */
    private static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");

    /** SNS writes three digits, also if they are zeros. */
    private static final DateTimeFormatter MILLISECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final ObjectMapper json = new ObjectMapper();
    private final String sellerAccountId;
    private final EventVintage vintage;
    private final LicenseArnForm licenseArns;

    /**
     * @param vintage of which texts the events are (protocol page, A11)
     * @param licenseArns how licenses are spelled (protocol page, A10)
     */
    public NotificationBody(String sellerAccountId, EventVintage vintage, LicenseArnForm licenseArns) {
        this.sellerAccountId = sellerAccountId;
        this.vintage = vintage;
        this.licenseArns = licenseArns;
    }

    /** The body of the message. */
    public String of(Notification notification) {
        return text(
                switch (notification.route().form()) {
                    case EVENTBRIDGE -> event(notification);
                    case SNS_RAW -> message(notification);
                    case SNS_ENVELOPE -> envelope(notification);
                });
    }

    private ObjectNode event(Notification notification) {
        AgreementTerms terms = notification.terms();
        ObjectNode event = json.createObjectNode()
                .put("version", "0")
                .put("id", notification.id())
                .put("detail-type", notification.awsName())
                .put("source", "aws.agreement-marketplace")
                .put("account", sellerAccountId)
                .put("time", seconds(notification.at()))
                .put("region", "us-east-1");
        event.putArray("resources").add("arn:aws:aws-marketplace::aws:agreement:" + terms.agreementId());
        event.set("detail", detail(notification));
        return event;
    }

    private ObjectNode detail(Notification notification) {
        AgreementTerms terms = notification.terms();
        ObjectNode detail =
                json.createObjectNode().put("requestId", notification.id()).put("catalog", "AWSMarketplace");
        ObjectNode agreement = detail.putObject("agreement").put("id", terms.agreementId());
        switch (notification.type()) {
            case PURCHASE_AGREEMENT_CREATED -> created(detail, agreement, notification);
            case PURCHASE_AGREEMENT_AMENDED -> amended(detail, agreement, notification);
            case PURCHASE_AGREEMENT_ENDED -> agreement.put("status", notification.agreementStatus());
            case LICENSE_UPDATED, LICENSE_DEPROVISIONED -> license(detail, notification);
            case SUBSCRIBE_SUCCESS, SUBSCRIBE_FAIL, UNSUBSCRIBE_PENDING, UNSUBSCRIBE_SUCCESS, ENTITLEMENT_UPDATED ->
                throw new IllegalStateException(notification.type() + " is none of EventBridge's");
        }
        Resale resale = terms.sale().resale();
        if (notification.type().isOfAgreement()) {
            detail.putObject("resaleAuthorization").put("id", resale == null ? null : resale.authorizationId());
        }
        detail.putObject("acceptor").put("accountId", terms.accountId());
        String proposerId = resale == null ? sellerAccountId : resale.resellerAccountId();
        ObjectNode proposer = detail.putObject("proposer").put("accountId", proposerId);
        if (isRenewal(notification) && vintage == EventVintage.NEWEST) {
            proposer.put("name", (resale == null ? "Seller " : "Channel partner ") + proposerId);
        }
        if (notification.namesOffer()) {
            detail.putObject("offer").put("id", terms.offerId());
        }
        return detail;
    }

    private void created(ObjectNode detail, ObjectNode agreement, Notification notification) {
        Sale sale = notification.terms().sale();
        period(agreement.put("intent", sale.intent().name()), notification);
        if (vintage == EventVintage.EARLIER) {
            return;
        }
        if (sale.previousAgreementId() != null) {
            agreement.put("previousAgreementId", sale.previousAgreementId());
        }
        if (isRenewal(notification)) {
            product(detail, notification);
        }
    }

    private static boolean isRenewal(Notification notification) {
        return notification.type() == NotificationType.PURCHASE_AGREEMENT_CREATED
                && notification.terms().sale().intent() == AgreementIntent.RENEW;
    }

    private void amended(ObjectNode detail, ObjectNode agreement, Notification notification) {
        period(agreement.put("intent", "AMEND"), notification);
        if (vintage == EventVintage.EARLIER) {
            return;
        }
        agreement.put("autoRenewalEnabled", notification.autoRenewal());
        renewal(detail.putObject("renewalSummary"), notification);
        product(detail, notification);
    }

    /** Buyers may change their minds until the end, and nobody but the buyer renews or not. */
    private static void renewal(ObjectNode summary, Notification notification) {
        Instant endsAt = notification.terms().endsAt();
        boolean disabled = endsAt != null && !notification.autoRenewal();
        summary.put("lockoutStartTime", endsAt == null ? null : seconds(endsAt))
                .put("disabledBy", disabled ? "ACCEPTOR" : null);
    }

    /** Listings have no title here but their code. */
    private static void product(ObjectNode detail, Notification notification) {
        detail.putObject("product")
                .put("id", notification.productId())
                .put("title", notification.terms().productCode());
    }

    private static void period(ObjectNode agreement, Notification notification) {
        AgreementTerms terms = notification.terms();
        agreement
                .put("status", notification.agreementStatus())
                .put("acceptanceTime", seconds(terms.acceptedAt()))
                .put("startTime", seconds(terms.acceptedAt()))
                .put("endTime", seconds(terms.endsAt() == null ? NEVER : terms.endsAt()));
    }

    private void license(ObjectNode detail, Notification notification) {
        detail.putObject("product")
                .put("code", notification.terms().productCode())
                .put("id", notification.productId());
        detail.putObject("license").put("arn", licenseArns.of(notification.terms()));
    }

    private static String seconds(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private ObjectNode message(Notification notification) {
        ObjectNode message = json.createObjectNode()
                .put("action", notification.type().awsName())
                .put("customer-identifier", notification.terms().customerIdentifier())
                .put("product-code", notification.terms().productCode());
        if (notification.type() == NotificationType.ENTITLEMENT_UPDATED) {
            return message;
        }
        AgreementTerms terms = notification.terms();
        if (terms.sale().offerKind() == OfferKind.PRIVATE) {
            message.put("offer-identifier", terms.offerId());
        }
        boolean trial = terms.sale().offerKind() == OfferKind.FREE_TRIAL;
        return message.put("isFreeTrialTermPresent", Boolean.toString(trial));
    }

    /** The SNS topic that this notification comes from. */
    static String topicArn(Notification notification) {
        String topic = notification.type() == NotificationType.ENTITLEMENT_UPDATED
                ? "entitlement-notification-"
                : "subscription-notification-";
        return TOPICS + topic + notification.terms().productCode();
    }

    private ObjectNode envelope(Notification notification) {
        return json.createObjectNode()
                .put("Type", "Notification")
                .put("MessageId", notification.id())
                .put("TopicArn", topicArn(notification))
                .put("Message", text(message(notification)))
                .put("Timestamp", MILLISECONDS.format(notification.at()))
                .put("SignatureVersion", "1")
                .put("Signature", "none: made by a simulator")
                .put("SigningCertURL", "https://sns.us-east-1.amazonaws.com/SimpleNotificationService-0.pem")
                .put("UnsubscribeURL", "https://sns.us-east-1.amazonaws.com/?Action=Unsubscribe");
    }

    private String text(ObjectNode node) {
        try {
            return json.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
