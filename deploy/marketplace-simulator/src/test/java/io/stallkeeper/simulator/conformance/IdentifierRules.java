package io.stallkeeper.simulator.conformance;

import static io.stallkeeper.simulator.conformance.Rule.rule;
import static io.stallkeeper.simulator.conformance.Scene.refused;
import static io.stallkeeper.simulator.conformance.Scene.statuses;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.stallkeeper.simulator.domain.agreement.Agreement;
import io.stallkeeper.simulator.domain.listing.Product;
import io.stallkeeper.simulator.domain.listing.ProductIdentity;
import java.util.List;
import java.util.function.Function;

/** By what a record may name its buyer: every combination, on every kind of product. */
final class IdentifierRules {
    private static final String LICENSE = "InvalidLicenseException";
    private static final String CUSTOMER = "InvalidCustomerIdentifierException";
    private static final String NAME_UNKNOWN = "which error a forbidden combination raises";
    private static final String LENIENT = "simulator.metering.identifier-rules=lenient";

    private IdentifierRules() {}

    static List<Rule> rules() {
        return List.of(
                taken(
                        "a new product: LicenseArn and account",
                        ProductIdentity.CONCURRENT_AGREEMENTS,
                        tried -> tried.byLicense()),
                forbidden(
                        "a new product: ProductCode and account",
                        ProductIdentity.CONCURRENT_AGREEMENTS,
                        LICENSE,
                        tried -> tried.coded(tried.account())),
                taken(
                        "an older product: ProductCode and CustomerIdentifier",
                        ProductIdentity.LEGACY,
                        tried -> tried.coded(tried.customer())),
                taken(
                        "an older product: ProductCode and account",
                        ProductIdentity.LEGACY,
                        tried -> tried.coded(tried.account())),
                forbidden(
                        "an older product: LicenseArn and account", ProductIdentity.LEGACY, LICENSE, Tried::byLicense),
                taken("a migrated product: LicenseArn and account", ProductIdentity.MIGRATED, Tried::byLicense),
                taken(
                        "a migrated product: ProductCode and CustomerIdentifier",
                        ProductIdentity.MIGRATED,
                        tried -> tried.coded(tried.customer())),
                taken(
                        "a migrated product: ProductCode and account",
                        ProductIdentity.MIGRATED,
                        tried -> tried.coded(tried.account())),
                rule("4.3", "a migrated product: the same hour by license and by code is billed twice", scene -> {
                    Tried tried = new Tried(scene, ProductIdentity.MIGRATED);
                    statuses(tried.byLicense(), "Success");
                    statuses(tried.coded(tried.account()), "Success");
                    assertEquals(2, scene.world().billed(tried.agreement()));
                }),
                forbidden(
                        "CustomerIdentifier and account exclude each other",
                        ProductIdentity.LEGACY,
                        CUSTOMER,
                        tried -> tried.coded(tried.customer().with("CustomerAWSAccountId", Scene.BUYER))),
                forbidden(
                        "LicenseArn and ProductCode exclude each other",
                        ProductIdentity.MIGRATED,
                        LICENSE,
                        tried -> tried.coded(tried.license())),
                rule("4.3", "LicenseArn and ProductCode are metered by the code", scene -> {
                            Tried tried = new Tried(scene, ProductIdentity.MIGRATED);
                            statuses(tried.coded(tried.license()), "Success");
                            statuses(tried.coded(tried.account().quantity(2)), "DuplicateRecord");
                        })
                        .unconfirmed("what AWS does with it, but that it warns of double billing")
                        .under(LENIENT),
                anotherProductsLicense(),
                anotherProductsLicense().under(LENIENT),
                twoProductsLicenses().under(LENIENT),
                forbidden(
                        "LicenseArn and CustomerIdentifier exclude each other",
                        ProductIdentity.MIGRATED,
                        LICENSE,
                        tried -> tried.scene()
                                .meter(tried.license()
                                        .with("CustomerAWSAccountId", null)
                                        .with("CustomerIdentifier", Scene.customerIdentifier(tried.agreement())))),
                taken(
                                "LicenseArn and CustomerIdentifier are metered by the license",
                                ProductIdentity.MIGRATED,
                                tried -> tried.scene()
                                        .meter(tried.license()
                                                .with("CustomerAWSAccountId", null)
                                                .with(
                                                        "CustomerIdentifier",
                                                        Scene.customerIdentifier(tried.agreement()))))
                        .unconfirmed("what AWS does with it")
                        .under(LENIENT),
                forbidden(
                        "LicenseArn needs an account",
                        ProductIdentity.CONCURRENT_AGREEMENTS,
                        LICENSE,
                        tried -> tried.scene().meter(tried.license().with("CustomerAWSAccountId", null))),
                rule("4.4", "a license of another account is refused", scene -> {
                    Tried tried = new Tried(scene, ProductIdentity.CONCURRENT_AGREEMENTS);
                    refused(LICENSE, scene.meter(tried.license().with("CustomerAWSAccountId", "999988887777")));
                }),
                rule("4.4", "a license that doesn't exist is refused", scene -> {
                    Tried tried = new Tried(scene, ProductIdentity.CONCURRENT_AGREEMENTS);
                    String unknown = tried.agreement().terms().licenseArn() + "0";
                    refused(LICENSE, scene.meter(tried.license().with("LicenseArn", unknown)));
                }),
                twoProductsLicenses(),
                rule("4.3", "licenses of two buyers of one product go in one call", scene -> {
                    Product product = scene.usage(ProductIdentity.CONCURRENT_AGREEMENTS);
                    Agreement one = scene.subscribe(product);
                    Agreement other = scene.world().subscribe(product, "444455556666", List.of());
                    statuses(scene.meter(scene.usageOf(one), scene.usageOf(other)), "Success", "Success");
                }),
                rule("4.3", "two licenses of one account are metered apart", scene -> {
                    Product product = scene.usage(ProductIdentity.CONCURRENT_AGREEMENTS);
                    Agreement one = scene.subscribe(product);
                    Agreement other = scene.subscribe(product);
                    statuses(
                            scene.meter(
                                    scene.usageOf(one).quantity(3),
                                    scene.usageOf(other).quantity(4)),
                            "Success",
                            "Success");
                    assertEquals(3, scene.world().billed(one));
                    assertEquals(4, scene.world().billed(other));
                }),
                forbidden(
                        "without LicenseArn and ProductCode nothing names the product",
                        ProductIdentity.LEGACY,
                        "ValidationException",
                        tried -> tried.scene().meter(tried.account())),
                forbidden(
                        "with ProductCode alone nobody is named",
                        ProductIdentity.LEGACY,
                        CUSTOMER,
                        tried -> tried.coded(UsageOf.of(tried.scene().now()))));
    }

    private static Rule twoProductsLicenses() {
        return rule("4.3", "licenses of two products in one call are refused", scene -> {
            Tried one = new Tried(scene, ProductIdentity.CONCURRENT_AGREEMENTS);
            Tried other = new Tried(scene, ProductIdentity.CONCURRENT_AGREEMENTS);
            refused(LICENSE, scene.meter(one.license(), other.license()));
            assertEquals(0, scene.world().billed(one.agreement()));
        });
    }

    private static Rule anotherProductsLicense() {
        return rule("4.4", "a license of another product than the ProductCode's is refused", scene -> {
            Tried called = new Tried(scene, ProductIdentity.MIGRATED);
            Tried other = new Tried(scene, ProductIdentity.MIGRATED);
            refused(LICENSE, called.coded(other.license()));
            assertEquals(0, scene.world().billed(other.agreement()));
            assertEquals(0, scene.world().billed(called.agreement()));
        });
    }

    /** A buyer of a product, and the records that name him. */
    private record Tried(Scene scene, Agreement agreement) {

        Tried(Scene scene, ProductIdentity identity) {
            this(scene, scene.subscribe(scene.usage(identity)));
        }

        UsageOf license() {
            return scene.usageOf(agreement);
        }

        UsageOf account() {
            return UsageOf.account(agreement, scene.now());
        }

        UsageOf customer() {
            return UsageOf.customer(agreement, scene.now());
        }

        Outcome byLicense() {
            return scene.meter(license());
        }

        Outcome coded(UsageOf usage) {
            return scene.meterBy(agreement.terms().productCode(), usage);
        }
    }

    private static Rule taken(String sentence, ProductIdentity identity, Function<Tried, Outcome> sending) {
        return rule("4.3", sentence, scene -> {
            Tried tried = new Tried(scene, identity);
            statuses(sending.apply(tried), "Success");
            assertEquals(1, scene.world().billed(tried.agreement()));
        });
    }

    private static Rule forbidden(
            String sentence, ProductIdentity identity, String error, Function<Tried, Outcome> sending) {
        return rule("4.3", sentence + ": refused", scene -> {
                    Tried tried = new Tried(scene, identity);
                    refused(error, sending.apply(tried));
                    assertEquals(0, scene.world().billed(tried.agreement()));
                })
                .unconfirmed(NAME_UNKNOWN);
    }
}
