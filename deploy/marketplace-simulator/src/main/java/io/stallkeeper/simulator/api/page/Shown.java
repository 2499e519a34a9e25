package io.stallkeeper.simulator.api.page;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.qute.TemplateExtension;
import io.stallkeeper.simulator.api.admin.AgreementBody;
import io.stallkeeper.simulator.api.admin.EntitlementBody;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How values are written on the page; templates call these as if they were the values' own. */
@TemplateExtension
public final class Shown {
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm:ss", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final int SHORT_LICENSE_LENGTH = 10;

    private Shown() {}

    /** To the second, in UTC. */
    static String shown(Instant instant) {
        return SECONDS.format(instant);
    }

    /** To the minute, in UTC. */
    static String minute(Instant instant) {
        return MINUTES.format(instant);
    }

    /** In the two largest units: {@code 3 d 4 h}. */
    static String words(Duration duration) {
        Duration whole = duration.abs();
        String words;
        if (whole.toDays() > 0) {
            words = pair(whole.toDays(), "d", whole.toHoursPart(), "h");
        } else if (whole.toHours() > 0) {
            words = pair(whole.toHours(), "h", whole.toMinutesPart(), "min");
        } else {
            words = pair(whole.toMinutes(), "min", whole.toSecondsPart(), "s");
        }
        return words;
    }

    /** As a value in an address. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** A license's own id, shortened: {@code l-3f2a90c17b…}. */
    static String shortLicense(String licenseArn) {
        String id = licenseArn.substring(licenseArn.lastIndexOf(':') + 1);
        return id.length() <= SHORT_LICENSE_LENGTH + 2 ? id : id.substring(0, SHORT_LICENSE_LENGTH + 2) + "…";
    }

    /** What the colour of an agreement's stage says: {@code good}, {@code wait} or {@code over}. */
    static String tone(AgreementBody agreement) {
        return switch (agreement.stage()) {
            case "Active" -> "good";
            case "Pending" -> "wait";
            default -> "over";
        };
    }

    /** What was bought, as it is typed. */
    static String units(EntitlementBody entitlement) {
        JsonNode value = entitlement.value();
        return value == null ? "" : value.asText();
    }

    /** JSON with line breaks. */
    static String indented(String json) {
        return PrettyJson.of(json);
    }

    private static String pair(long large, String largeUnit, int small, String smallUnit) {
        if (large == 0) {
            return small + " " + smallUnit;
        }
        return large + " " + largeUnit + (small == 0 ? "" : " " + small + " " + smallUnit);
    }
}
