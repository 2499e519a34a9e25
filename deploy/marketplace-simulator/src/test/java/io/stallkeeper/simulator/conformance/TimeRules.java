package io.stallkeeper.simulator.conformance;

import static io.stallkeeper.simulator.conformance.Rule.rule;
import static io.stallkeeper.simulator.conformance.Scene.accepted;
import static io.stallkeeper.simulator.conformance.Scene.refused;
import static io.stallkeeper.simulator.conformance.Scene.statuses;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.stallkeeper.simulator.domain.agreement.Agreement;
import io.stallkeeper.simulator.domain.listing.ProductIdentity;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** When a record is taken, and which records are one. */
final class TimeRules {
    private static final String OUT_OF_BOUNDS = "TimestampOutOfBoundsException";
    private static final Duration HOUR = Duration.ofHours(1);

    private TimeRules() {}

    static List<Rule> rules() {
        return List.of(
                rule(
                        "4.2",
                        "usage of 23 hours and 59 minutes ago is taken",
                        scene -> statuses(old(scene, Duration.ofHours(24).minusMinutes(1)), "Success")),
                rule(
                        "4.2",
                        "usage of 24 hours ago is refused",
                        scene -> refused(OUT_OF_BOUNDS, old(scene, Duration.ofHours(24)))),
                rule(
                        "4.2",
                        "last month's usage is taken before 06:00 UTC of day 1",
                        scene -> statuses(lastMonth(scene, Duration.ofHours(6).minusMinutes(1), HOUR), "Success")),
                rule(
                        "4.2",
                        "last month's usage is refused from 06:00 UTC of day 1, though younger than 24 hours",
                        scene -> refused(OUT_OF_BOUNDS, lastMonth(scene, Duration.ofHours(6), HOUR))),
                rule(
                                "4.2",
                                "last month's usage of 24 hours ago is refused before 06:00 UTC of day 1, too",
                                scene -> refused(
                                        OUT_OF_BOUNDS, lastMonth(scene, Duration.ofHours(5), Duration.ofHours(20))))
                        .unconfirmed("A5: one text reads as if it were taken"),
                rule(
                                "4.2",
                                "last month's usage of 24 hours ago is taken before 06:00 UTC of day 1",
                                scene -> statuses(
                                        lastMonth(scene, Duration.ofHours(5), Duration.ofHours(20)), "Success"))
                        .unconfirmed("A5")
                        .under("simulator.metering.month-grace=beyond-24-hours"),
                rule("4.2", "the same hour in a second Region is a duplicate", scene -> {
                            Agreement agreement = scene.licensed();
                            UsageOf usage = scene.usageOf(agreement);
                            statuses(scene.meterIn("us-east-1", usage.quantity(4)), "Success");
                            statuses(scene.meterIn("eu-west-1", usage.quantity(5)), "DuplicateRecord");
                            assertEquals(4, scene.world().billed(agreement));
                        })
                        .unconfirmed("A7")
                        .under("simulator.metering.deduplication=across-regions"),
                rule("4.6", "usage is taken in any of AWS's Regions", scene -> {
                            UsageOf usage = scene.usageOf(scene.licensed());
                            statuses(scene.meterIn("eu-west-1", usage), "Success");
                        })
                        .unconfirmed("A8: an older text has us-east-1 alone until the seller asks for more"),
                rule("4.6", "where the API isn't enabled it is DisabledApiException", scene -> {
                            UsageOf usage = scene.usageOf(scene.licensed());
                            refused("DisabledApiException", scene.meterIn("eu-west-1", usage));
                            statuses(scene.meterIn("us-east-1", usage), "Success");
                        })
                        .unconfirmed("A8")
                        .under("simulator.metering.regions=us-east-1"),
                rule("4.2", "a license's usage before the hour of its activation is refused", scene -> {
                    Agreement agreement = scene.licensed();
                    refused(
                            "InvalidLicenseException",
                            scene.meter(scene.usageOf(agreement).at(hour(scene).minusSeconds(1))));
                }),
                rule("4.2", "an older agreement's usage before the hour of its activation is refused", scene -> {
                            Agreement agreement = scene.legacy();
                            refused(
                                    OUT_OF_BOUNDS,
                                    scene.meterBy(
                                            agreement.terms().productCode(),
                                            UsageOf.customer(
                                                    agreement, hour(scene).minusSeconds(1))));
                        })
                        .unconfirmed("the error's name"),
                rule(
                                "4.2",
                                "the hour of the activation is open from its start",
                                scene -> statuses(
                                        scene.meter(
                                                scene.usageOf(scene.licensed()).at(hour(scene))),
                                        "Success"))
                        .unconfirmed("A6: whether AWS compares hours or instants"),
                rule("4.2", "usage before the instant of the activation is refused", scene -> {
                            Agreement agreement = scene.licensed();
                            Instant before = scene.now().minusSeconds(1);
                            refused(
                                    "InvalidLicenseException",
                                    scene.meter(scene.usageOf(agreement).at(before)));
                        })
                        .unconfirmed("A6")
                        .under("simulator.metering.activation-start=instant"),
                rule("4.2", "a clock may be 4 minutes ahead", scene -> {
                            Agreement agreement = scene.licensed();
                            Instant ahead = scene.now().plus(Duration.ofMinutes(4));
                            statuses(scene.meter(scene.usageOf(agreement).at(ahead)), "Success");
                        })
                        .unconfirmed("what AWS does with future timestamps"),
                rule("4.2", "usage an hour ahead is refused", scene -> {
                            Agreement agreement = scene.licensed();
                            Instant ahead = scene.now().plus(HOUR);
                            refused(
                                    OUT_OF_BOUNDS,
                                    scene.meter(scene.usageOf(agreement).at(ahead)));
                        })
                        .unconfirmed("what AWS does with future timestamps"),
                rule("4.2", "one hour is one key: the first quantity is billed, another is DuplicateRecord", scene -> {
                    Agreement agreement = settled(scene);
                    UsageOf usage = scene.usageOf(agreement).at(hour(scene).minus(HOUR));
                    statuses(scene.meter(usage.quantity(4)), "Success");
                    Instant later = hour(scene).minusSeconds(1);
                    statuses(scene.meter(usage.quantity(5).at(later)), "DuplicateRecord");
                    assertEquals(4, scene.world().billed(agreement));
                }),
                rule("4.2", "a license's hour is one key for each account, license and dimension", scene -> {
                    Agreement agreement = scene.licensed();
                    UsageOf usage = scene.usageOf(agreement);
                    statuses(scene.meter(usage.quantity(4), usage.dimension("storage")), "Success", "Success");
                    assertEquals(5, scene.world().billed(agreement));
                }),
                rule("4.2", "an older product's hour is one key however the customer is named", scene -> {
                            Agreement agreement = scene.legacy();
                            String code = agreement.terms().productCode();
                            statuses(scene.meterBy(code, UsageOf.customer(agreement, scene.now())), "Success");
                            UsageOf byAccount = UsageOf.account(agreement, scene.now());
                            statuses(scene.meterBy(code, byAccount.quantity(2)), "DuplicateRecord");
                        })
                        .unconfirmed("whether identifier and account are one customer there"),
                rule("4.2", "records of one hour in one call are not summed", scene -> {
                    Agreement agreement = scene.licensed();
                    UsageOf usage = scene.usageOf(agreement);
                    statuses(scene.meter(usage.quantity(4), usage.quantity(5)), "Success", "DuplicateRecord");
                    assertEquals(4, scene.world().billed(agreement));
                }),
                rule("4.2", "usage of different hours adds up", scene -> {
                    Agreement agreement = settled(scene);
                    UsageOf usage = scene.usageOf(agreement);
                    UsageOf earlier = usage.at(scene.now().minus(HOUR));
                    statuses(scene.meter(usage.quantity(4), earlier.quantity(5)), "Success", "Success");
                    assertEquals(9, scene.world().billed(agreement));
                }),
                rule("4.2", "the same hour in a second Region is billed again", scene -> {
                            Agreement agreement = scene.licensed();
                            UsageOf usage = scene.usageOf(agreement).quantity(4);
                            statuses(scene.meter(usage), "Success");
                            statuses(scene.meterIn(scene.region() + "-2", usage), "Success");
                            assertEquals(8, scene.world().billed(agreement));
                        })
                        .unconfirmed("A7: one source alone says so"),
                rule("4.2", "once a 0 is recorded, later usage of that hour is lost", scene -> {
                    Agreement agreement = scene.licensed();
                    statuses(scene.meter(scene.usageOf(agreement).quantity(0)), "Success");
                    statuses(scene.meter(scene.usageOf(agreement).quantity(7)), "DuplicateRecord");
                    assertEquals(0, scene.world().billed(agreement));
                }),
                rule("4.2", "within the hour after the end, usage is taken", scene -> {
                    Agreement agreement = ended(scene, Duration.ofMinutes(59));
                    statuses(scene.meter(scene.usageOf(agreement)), "Success");
                }),
                rule("4.2", "after that hour, the customer isn't subscribed", scene -> {
                    Agreement agreement = ended(scene, Duration.ofMinutes(61));
                    statuses(scene.meter(scene.usageOf(agreement)), "CustomerNotSubscribed");
                }),
                rule("4.2", "the hour counts from License Deprovisioned", scene -> {
                            Agreement agreement = ended(scene, Duration.ofMinutes(60));
                            statuses(scene.meter(scene.usageOf(agreement)), "Success");
                        })
                        .unconfirmed("A1: other texts count from the end"),
                rule("4.2", "the hour counts from the end", scene -> {
                            Agreement agreement = ended(scene, Duration.ofMinutes(60));
                            statuses(scene.meter(scene.usageOf(agreement)), "CustomerNotSubscribed");
                        })
                        .unconfirmed("A1")
                        .under("simulator.lifecycle.final-window-opens=at-end"),
                rule("4.4", "an hour that begins after the end is taken while remaining usage is", scene -> {
                            Agreement agreement = ended(scene, Duration.ofMinutes(60));
                            statuses(scene.meter(scene.usageOf(agreement)), "Success");
                        })
                        .unconfirmed("whether such an hour is outside the activation period"),
                rule("4.4", "an hour that begins after the end is refused", scene -> {
                            Agreement agreement = ended(scene, Duration.ofMinutes(60));
                            refused("InvalidLicenseException", scene.meter(scene.usageOf(agreement)));
                        })
                        .unconfirmed("whether such an hour is outside the activation period")
                        .under("simulator.metering.after-end=refused"),
                rule("2.3", "an older product's hour counts from unsubscribe-pending", scene -> {
                    Agreement agreement = scene.legacy();
                    scene.world().cancel(agreement);
                    scene.advance(Duration.ofMinutes(60));
                    statuses(
                            scene.meterBy(agreement.terms().productCode(), UsageOf.customer(agreement, scene.now())),
                            "CustomerNotSubscribed");
                }),
                rule("2.3", "before the activation the customer isn't subscribed, though the token resolves", scene -> {
                            Agreement agreement = scene.licensed();
                            accepted(scene.resolve(agreement));
                            statuses(scene.meter(scene.usageOf(agreement)), "CustomerNotSubscribed");
                        })
                        .under("simulator.lifecycle.activation-delay=PT1M"),
                rule(
                                "2.3",
                                "from the acceptance on the customer is subscribed, though License Updated waits",
                                scene -> {
                                    Agreement agreement = scene.licensed();
                                    statuses(scene.meter(scene.usageOf(agreement)), "Success");
                                })
                        .unconfirmed("A2: the seller guide activates with License Updated")
                        .under("simulator.lifecycle.activation-event=purchase-agreement-created"));
    }

    private static Outcome old(Scene scene, Duration age) {
        Agreement agreement = scene.licensed();
        scene.onFirstDayAt(Duration.ofHours(60));
        return scene.meter(scene.usageOf(agreement).at(scene.now().minus(age)));
    }

    private static Outcome lastMonth(Scene scene, Duration timeOfDay, Duration beforeMidnight) {
        Agreement agreement = scene.licensed();
        // A month in between: the agreement is older than the usage.
        scene.onFirstDayAt(Duration.ZERO);
        scene.onFirstDayAt(timeOfDay);
        Instant midnight = scene.now().truncatedTo(ChronoUnit.DAYS);
        return scene.meter(scene.usageOf(agreement).at(midnight.minus(beforeMidnight)));
    }

    /** Subscribed for some hours. */
    private static Agreement settled(Scene scene) {
        Agreement agreement = scene.subscribe(scene.usage(ProductIdentity.CONCURRENT_AGREEMENTS));
        scene.onFirstDayAt(Duration.ofHours(60));
        return agreement;
    }

    private static Agreement ended(Scene scene, Duration ago) {
        Agreement agreement = scene.licensed();
        scene.world().cancel(agreement);
        scene.advance(ago);
        return agreement;
    }

    private static Instant hour(Scene scene) {
        return scene.now().truncatedTo(ChronoUnit.HOURS);
    }
}
