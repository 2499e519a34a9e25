package io.stallkeeper.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.stallkeeper.local.process.ProcessPlan;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceInContainerTest {

    private static final StackPorts PORTS = StackPorts.usual(0);
    private static final URI ADDRESS = URI.create("http://127.0.0.1:18081");

    @TempDir
    Path root;

    private StackFolder folder;

    @BeforeEach
    void make_the_folder() {
        folder = new StackFolder(root);
        folder.make();
    }

    @Test
    void the_command_that_everybody_on_the_machine_can_see_names_settings_and_holds_no_secret() {
        var plan = plan(ServiceName.REGISTRATION);

        assertThat(plan.command()).containsAll(plan.environment().keySet());
        assertThat(plan.command())
                .noneMatch(argument -> argument.contains(folder.secret("registration-contact-key"))
                        || argument.contains(folder.secret("registration-handle-key")));
    }

    @Test
    void files_that_settings_name_are_there_under_the_same_paths_and_only_to_be_read() {
        var plan = plan(ServiceName.METERING);

        assertThat(plan.environment())
                .containsEntry("STALLKEEPER_JWT_KEYS", folder.keySet().toUri().toString())
                .containsEntry(DemoProducts.DESCRIBED_BY, folder.products().toString());
        assertThat(plan.command()).contains(mounted(folder.keySet()), mounted(folder.products()));
    }

    @Test
    void a_replica_has_a_container_of_its_own_of_the_image_that_was_chosen() {
        var first = plan(ServiceName.METERING).command();
        var second = plans().service(ServiceName.METERING, "metering-service-2", URI.create("http://127.0.0.1:18082"));

        assertThat(first).endsWith("stallkeeper/metering-service:1.0-native");
        assertThat(first).contains("stallkeeper-metering-service-18081");
        assertThat(second.command()).contains("stallkeeper-metering-service-2-18082");
    }

    private ProcessPlan plan(ServiceName service) {
        return plans().service(service, service.processName(), ADDRESS);
    }

    private ProcessPlans plans() {
        var settings =
                new StackSettings(root, folder, PORTS, Optional.empty(), Map.of(), new Packaging.Image("1.0-native"));
        return new ProcessPlans(settings, StackAddresses.of(PORTS));
    }

    private static String mounted(Path file) {
        return "type=bind,source=%s,target=%s,readonly".formatted(file, file);
    }
}
