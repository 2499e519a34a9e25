package io.stallkeeper.simulator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private final JavaClasses production = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.stallkeeper.simulator");

    @Test
    void the_domain_knows_java_and_nothing_else() {
        classes()
                .that()
                .resideInAPackage("..simulator.domain..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("..simulator.domain..", "java..", "org.jspecify.annotations..")
                .check(production);
    }

    @Test
    void the_domain_asks_for_no_time_and_makes_no_random_ids() {
        noClasses()
                .that()
                .resideInAPackage("..simulator.domain..")
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(java.util.UUID.class, "randomUUID")
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("java.io..", "java.net..", "java.nio.file..", "java.util.concurrent..")
                .check(production);
    }

    @Test
    void the_features_of_the_domain_form_no_cycle() {
        SlicesRuleDefinition.slices()
                .matching("..simulator.domain.(*)..")
                .should()
                .beFreeOfCycles()
                .check(production);
    }
}
