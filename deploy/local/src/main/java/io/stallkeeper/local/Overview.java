package io.stallkeeper.local;

import io.stallkeeper.local.process.MemoryUse;
import io.stallkeeper.local.stack.ServiceName;
import io.stallkeeper.local.stack.Stack;
import java.util.Locale;

/** What a running stack tells its user: where everything is, and what to try first. */
record Overview(Stack stack) {

    String text() {
        var at = stack.addresses();
        var text = new StringBuilder(
                String.format(Locale.ROOT, "%nEverything is ready after %.1f s", stack.secondsSinceStart()));
        MemoryUse.ofThisAndDescendants()
                .ifPresent(bytes -> text.append(String.format(Locale.ROOT, " in %.2f GB", bytes / 1e9)));
        text.append(".\n\n");
        for (var service : ServiceName.values()) {
            row(text, service.processName(), service.address(at).toString());
        }
        row(text, "  of each service", "/q/health  /q/metrics  /q/openapi (with a token)");
        row(text, "registration page", at.registrationPage() + "  (buyers POST x-amzn-marketplace-token here)");
        row(text, "marketplace", at.simulator() + "/simulator/v1/products  (the simulator's admin API)");
        row(text, "Kafka", at.kafka());
        row(text, "PostgreSQL", "postgresql://stallkeeper:stallkeeper@" + at.postgres() + "/stallkeeper");
        row(text, "SQS", at.sqs().toString());
        row(text, "data", stack.settings().folder().root().toString());
        row(text, "logs", stack.settings().folder().logs().toString());
        return text.append(nextSteps()).toString();
    }

    private String nextSteps() {
        return """

                A token for the APIs (roles: usage-reporter, entitlement-reader, operator), good for an hour:
                  TOKEN=$(deploy/local/run token operator%s)
                  curl -H "Authorization: Bearer $TOKEN" %s/v1/subscriptions/<id>/ledger
                A buyer's life against this stack, in another terminal:
                  deploy/local/demo%s
                Ctrl-C ends everything.
                """.formatted(dataOption(), stack.addresses().metering(), dataOption());
    }

    private String dataOption() {
        var root = stack.settings().folder().root();
        var usual = stack.settings().checkout().resolve(".stallkeeper");
        return root.equals(usual) ? "" : " --data " + root;
    }

    private static void row(StringBuilder text, String name, String value) {
        text.append(String.format(Locale.ROOT, "  %-22s %s%n", name, value));
    }
}
