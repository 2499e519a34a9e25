package io.stallkeeper.simulator.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.stallkeeper.simulator.ElasticMq;
import io.stallkeeper.simulator.Simulation;
import io.stallkeeper.simulator.api.CallLog;
import io.stallkeeper.simulator.conformance.Rule.Asked;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Every rule with every client that can ask for it, on the running simulator; and the page that tells of it. */
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ConformanceTest {
    private static final Path PAGE = Path.of("CONFORMANCE.md");

    @TestHTTPResource("/")
    URI base = URI.create("http://unset");

    @Inject
    Simulation simulation;

    @Inject
    CallLog calls;

    private final List<Client> clients = new ArrayList<>();

    private final ElasticMq queues = ElasticMq.onAnyPort();

    @AfterAll
    void close() {
        clients.forEach(Client::close);
        queues.close();
    }

    @TestFactory
    List<DynamicTest> aws_sdk_for_java_sees_aws() {
        return trials("java", JavaSdk::new, EnumSet.of(Asked.ALL, Asked.SDKS));
    }

    @TestFactory
    List<DynamicTest> aws_sdk_for_javascript_sees_aws() {
        return trials("js", () -> new JavaScriptSdk(false), EnumSet.of(Asked.ALL, Asked.SDKS, Asked.NOT_JAVA));
    }

    @TestFactory
    List<DynamicTest> aws_sdk_for_javascript_sees_aws_in_cbor() {
        return trials("cbor", () -> new JavaScriptSdk(true), EnumSet.of(Asked.ALL)).stream()
                .filter(test -> test.getDisplayName().startsWith("5 "))
                .toList();
    }

    @TestFactory
    List<DynamicTest> plain_http_sees_aws() {
        return trials("http", PlainHttp::new, EnumSet.of(Asked.ALL, Asked.NOT_JAVA, Asked.HTTP));
    }

    @Test
    void both_sdks_speak_cbor() {
        Client javaScript = new JavaScriptSdk(true);
        clients.add(javaScript);
        for (Client client : List.of(new JavaSdk(), javaScript)) {
            var call = new Call(
                    Call.Service.ENTITLEMENT,
                    "GetEntitlements",
                    Scene.object().put("ProductCode", "unlisted"),
                    "cbor",
                    Scene.KEY,
                    "secret");

            Scene.refused("InvalidParameterException", client.call(base, call));

            assertEquals("rpc-v2-cbor", calls.calls().getLast().protocol());
        }
    }

    @Test
    void the_page_is_what_the_suite_says() throws IOException {
        if (Boolean.getBoolean("conformance.write")) {
            Files.writeString(PAGE, Conformance.page());
        }

        assertEquals(Conformance.page(), Files.readString(PAGE));
    }

    private List<DynamicTest> trials(String name, Supplier<Client> newClient, Set<Asked> asked) {
        List<Rule> rules = Conformance.rules();
        Client client = newClient.get();
        clients.add(client);
        return IntStream.range(0, rules.size())
                .filter(i -> asked.contains(rules.get(i).asked()))
                .mapToObj(i -> dynamicTest(rules.get(i).toString(), () -> play(rules.get(i), client, name + "-" + i)))
                .toList();
    }

    private void play(Rule rule, Client client, String scene) {
        if (rule.setting() == null) {
            rule.trial().accept(new Scene(new World(base, simulation), client, queues, scene));
            return;
        }
        try (WorldWith other = new WorldWith(rule.setting())) {
            rule.trial().accept(new Scene(other.world(), client, queues, scene));
        }
    }
}
