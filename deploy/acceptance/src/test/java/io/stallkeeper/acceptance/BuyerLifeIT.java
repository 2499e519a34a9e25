package io.stallkeeper.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.stallkeeper.local.life.BuyerLife;
import io.stallkeeper.local.stack.DemoProducts;
import io.stallkeeper.local.stack.Stack;
import java.util.Random;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(OneStack.class)
class BuyerLifeIT {

    private static final int EVENTS = 10_000;

    @ParameterizedTest
    @EnumSource
    void application_ledger_and_marketplace_agree_to_the_unit_at_the_end(DemoProducts product, Stack stack) {
        long seed = new Random().nextInt(Integer.MAX_VALUE);
        System.out.println("seed " + seed);

        var report = new BuyerLife(stack.addresses(), stack.tokens(), System.out::println).play(product, EVENTS, seed);

        assertThat(report.disagreements()).as(report.table()).isEmpty();
    }
}
