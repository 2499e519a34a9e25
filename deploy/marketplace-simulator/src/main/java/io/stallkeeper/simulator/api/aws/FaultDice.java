package io.stallkeeper.simulator.api.aws;

import io.stallkeeper.simulator.domain.fault.Fault;
import io.stallkeeper.simulator.domain.fault.FaultChance;
import io.stallkeeper.simulator.domain.fault.FaultKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Rolls for each call whether it meets a fault. Every chance has dice of its own, which its seed determines. */
final class FaultDice {
    private final Map<Key, Dice> diceByKey = new HashMap<>();

    private record Key(String operation, FaultKind kind) {}

    private record Dice(FaultChance chance, RandomGenerator random) {}

    /** The first of these that hits; each is rolled, so that none changes the sequence of another. */
    synchronized Optional<Fault> roll(List<FaultChance> chances) {
        Fault hit = null;
        for (FaultChance chance : chances) {
            boolean hits = dice(chance).random().nextDouble() < chance.probability();
            hit = hit == null && hits ? chance.fault() : hit;
        }
        return Optional.ofNullable(hit);
    }

    private Dice dice(FaultChance chance) {
        Key key = new Key(chance.operation(), chance.fault().kind());
        Dice dice = diceByKey.get(key);
        if (dice != null && isSame(dice.chance(), chance)) {
            return dice;
        }
        Dice fresh =
                new Dice(chance, RandomGeneratorFactory.of("L64X128MixRandom").create(chance.seed()));
        diceByKey.put(key, fresh);
        return fresh;
    }

    /** A chance that is set again begins anew, though it be equal. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean isSame(FaultChance one, FaultChance other) {
        return one == other;
    }
}
