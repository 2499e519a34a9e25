package io.stallkeeper.local;

import io.stallkeeper.testkit.infrastructure.TokenIssuer;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Prints a bearer token that the stack's services accept for an hour. */
@Command(
        name = "token",
        description = "Prints a bearer token for the APIs, good for an hour.",
        mixinStandardHelpOptions = true)
final class TokenCommand implements Callable<Integer> {

    @Mixin
    private StackOptions options = new StackOptions();

    @Parameters(
            arity = "1..*",
            paramLabel = "<role>",
            description = "usage-reporter, entitlement-reader or operator; several are one token.")
    private List<String> roles = List.of();

    @Override
    public Integer call() {
        var key = options.folder().tokenKey();
        if (!Files.exists(key)) {
            System.err.println(
                    "No stack ever ran with the folder " + options.folder().root() + ".");
            return 1;
        }
        System.out.println(TokenIssuer.withKeyIn(key).tokenFor(roles.toArray(String[]::new)));
        return 0;
    }
}
