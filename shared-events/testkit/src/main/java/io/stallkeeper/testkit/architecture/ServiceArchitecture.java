package io.stallkeeper.testkit.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/** The rules about packages that every service keeps. A rule that finds nothing to check fails. */
public final class ServiceArchitecture {

    private ServiceArchitecture() {}

    /** @param root the service's package, such as {@code io.stallkeeper.metering} */
    public static void verify(String root) {
        var imported = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(root);
        classes()
                .that()
                .resideInAPackage(root + "..domain..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        root + "..domain..",
                        "java..",
                        "org.jspecify.annotations..",
                        "io.stallkeeper.eventsourcing.decider..")
                .because("the domain is pure")
                .check(imported);
        noClasses()
                .that()
                .resideInAPackage(root + "..domain..")
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(java.util.UUID.class, "randomUUID")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(java.time.Clock.class)
                .because("what the domain needs to know comes in with the command")
                .check(imported);
        noClasses()
                .that()
                .resideInAPackage(root + "..adapters..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(root + "..api..")
                .because("what we call knows nothing of who calls us")
                .check(imported);
    }
}
