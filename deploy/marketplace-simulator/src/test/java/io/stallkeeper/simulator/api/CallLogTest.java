package io.stallkeeper.simulator.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.stallkeeper.simulator.api.CallLog.Call;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallLogTest {
    private static final String LARGE = "x".repeat(40_000);

    @Test
    void the_oldest_calls_are_forgotten_when_there_are_too_many() {
        var log = new CallLog(2, 1_000_000);

        List.of("a", "b", "c").forEach(name -> log.add(call(name, "{}")));

        assertEquals(List.of("b", "c"), names(log));
    }

    @Test
    void the_oldest_calls_are_forgotten_when_their_bodies_take_too_much() {
        var log = new CallLog(1_000, 200_000);

        List.of("a", "b", "c").forEach(name -> log.add(call(name, LARGE)));
        assertEquals(List.of("b", "c"), names(log));

        log.clear();
        List.of("d", "e").forEach(name -> log.add(call(name, LARGE)));
        assertEquals(List.of("d", "e"), names(log));
    }

    @Test
    void no_call_need_be_kept() {
        var log = new CallLog(0, 0);

        log.add(call("a", "{}"));

        assertEquals(List.of(), names(log));
    }

    private static List<String> names(CallLog log) {
        return log.calls().stream().map(Call::operation).toList();
    }

    private static Call call(String name, String request) {
        return new Call(Instant.EPOCH, name, "us-east-1", "json", 200, null, request, "{}");
    }
}
