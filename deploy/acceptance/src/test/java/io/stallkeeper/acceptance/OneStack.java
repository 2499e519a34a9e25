package io.stallkeeper.acceptance;

import io.stallkeeper.acceptance.play.TracePlayer;
import io.stallkeeper.local.stack.Stack;
import io.stallkeeper.local.stack.StackFolder;
import io.stallkeeper.local.stack.StackPorts;
import io.stallkeeper.local.stack.StackSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One stack, in a folder below target, for all tests that ask for a {@link Stack} or its {@link Spans}. */
public final class OneStack implements ParameterResolver {

    private static final Path FOLDER = Path.of("target", "stack");

    private record Running(Stack stack, Spans spans) implements AutoCloseable {

        static Running start() {
            deleteOld();
            var spans = Spans.receive();
            var settings = new StackSettings(
                    StackSettings.findCheckout(),
                    new StackFolder(FOLDER),
                    StackPorts.free(),
                    Optional.of(spans.endpoint()),
                    TracePlayer.environment(System.getProperty("crash.identical-resend", "duplicate-record")));
            var stack = Stack.in(settings, System.out::println);
            // For Ctrl-C in the build; after the tests it has nothing to do.
            Runtime.getRuntime().addShutdownHook(new Thread(stack::close));
            stack.start();
            return new Running(stack, spans);
        }

        @Override
        public void close() {
            stack.close();
            spans.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        var type = parameter.getParameter().getType();
        return type == Stack.class || type == Spans.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var running = context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .computeIfAbsent(Running.class, _ -> Running.start(), Running.class);
        return parameter.getParameter().getType() == Stack.class ? running.stack() : running.spans();
    }

    private static void deleteOld() {
        if (!Files.exists(FOLDER)) {
            return;
        }
        try (var old = Files.walk(FOLDER)) {
            old.sorted(Comparator.reverseOrder()).forEach(OneStack::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
