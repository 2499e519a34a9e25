package io.stallkeeper.local;

import io.stallkeeper.local.stack.CannotStart;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Stallkeeper on one machine: the program behind {@code deploy/local/run} and {@code deploy/local/demo}. */
@Command(
        name = "stallkeeper-local",
        description = "Stallkeeper on one machine.",
        mixinStandardHelpOptions = true,
        subcommands = {RunCommand.class, DemoCommand.class, TokenCommand.class})
public final class StallkeeperLocal {

    private StallkeeperLocal() {}

    public static void main(String[] arguments) {
        var commandLine = new CommandLine(new StallkeeperLocal())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(StallkeeperLocal::explain);
        System.exit(commandLine.execute(arguments));
    }

    private static int explain(Exception problem, CommandLine command, CommandLine.ParseResult parsed)
            throws Exception {
        if (problem instanceof CannotStart) {
            command.getErr().println(problem.getMessage());
            return 1;
        }
        throw problem;
    }
}
