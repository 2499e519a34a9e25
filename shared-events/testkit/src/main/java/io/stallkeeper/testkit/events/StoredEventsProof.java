package io.stallkeeper.testkit.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.stallkeeper.eventsourcing.log.EventJson;
import io.stallkeeper.eventsourcing.log.EventMetadata;
import io.stallkeeper.eventsourcing.log.EventTypes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/**
 * That stored events stay readable: every event of the sealed type has a stored name, and every stored name, older ones
 * included, has a golden file {@code /golden/stored/<name>.json} on the test class path that is read, and for current
 * names written back unchanged.
 */
public final class StoredEventsProof {

    private StoredEventsProof() {}

    public static <E> void verify(Class<E> sealedType, EventTypes<E> types) throws IOException {
        assertThat(types.eventClasses()).isEqualTo(leavesOf(sealedType));
        for (var name : types.storedNames()) {
            var golden = golden(name);
            var event = types.read(name, golden);
            var written = types.write(new UUID(0, 0), event, EventMetadata.NONE);
            if (written.type().equals(name)) {
                assertThat(EventJson.MAPPER.readTree(written.data()))
                        .as(name)
                        .isEqualTo(EventJson.MAPPER.readTree(golden));
            }
        }
    }

    private static Set<Class<?>> leavesOf(Class<?> type) {
        var leaves = new HashSet<Class<?>>();
        if (type.isSealed()) {
            for (var permitted : type.getPermittedSubclasses()) {
                leaves.addAll(leavesOf(permitted));
            }
        } else {
            leaves.add(type);
        }
        return leaves;
    }

    private static String golden(String name) throws IOException {
        var resource = "/golden/stored/" + name + ".json";
        try (var in = StoredEventsProof.class.getResourceAsStream(resource)) {
            assertThat(in).as("golden file " + resource).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
