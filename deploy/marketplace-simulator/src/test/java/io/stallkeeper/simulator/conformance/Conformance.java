package io.stallkeeper.simulator.conformance;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All rules, and the page that tells of them. */
final class Conformance {
    private Conformance() {}

    static List<Rule> rules() {
        return Stream.of(
                        RegistrationRules.rules(),
                        NotificationRules.rules(),
                        LifecycleRules.rules(),
                        SaleRules.rules(),
                        RecordRules.rules(),
                        TimeRules.rules(),
                        IdentifierRules.rules(),
                        AnswerRules.rules(),
                        EntitlementRules.rules(),
                        AgreementRules.rules(),
                        SignatureRules.rules())
                .flatMap(List::stream)
                .toList();
    }

    /** CONFORMANCE.md: every rule that the suite tries, with what is sure about it and what isn't. */
    static String page() {
        List<Rule> rules = rules();
        long unconfirmed =
                rules.stream().filter(rule -> rule.unconfirmed() != null).count();
        String rows = rules.stream()
                .sorted(Comparator.comparing(Conformance::order))
                .map(Conformance::row)
                .collect(Collectors.joining("\n"));
        return """
                # Conformance

                What the simulator does as AWS documents it, rule by rule. This page is written by the test `ConformanceTest`, which tries every
                rule with each client that can ask for it, and fails if the page is not what it would write
                (`./mvnw test -pl deploy/marketplace-simulator -Dtest=ConformanceTest -Dconformance.write=true` writes it).

                * Section: of the protocol page, which names AWS's own source.
                * Clients: *Java* is AWS's SDK for Java v2 (GetEntitlements in CBOR), *JavaScript* AWS's SDK for JavaScript v3 from npm
                  (GetEntitlements in JSON and in CBOR), *HTTP* sends JSON as it is.
                * Verdict: *as documented*, or UNCONFIRMED with what AWS's public sources leave open or contradict.

                %d rules, %d of them UNCONFIRMED in some respect.

                | Section | Rule | Clients | Verdict |
                |---|---|---|---|
                %s
                """.formatted(rules.size(), unconfirmed, rows);
    }

    private static String row(Rule rule) {
        String setting = rule.setting() == null ? "" : " (`" + rule.setting() + "`)";
        String verdict = rule.unconfirmed() == null ? "as documented" : "UNCONFIRMED: " + rule.unconfirmed();
        return "| %s | %s%s | %s | %s |"
                .formatted(
                        rule.section(), rule.sentence(), setting, rule.asked().clients(), verdict);
    }

    /** Sections in the order of their numbers, 4.10 after 4.9. */
    private static String order(Rule rule) {
        return Stream.of(rule.section().split("\\."))
                .map(number -> "%03d".formatted(Integer.parseInt(number)))
                .collect(Collectors.joining("."));
    }
}
