package io.stallkeeper.simulator.api.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class FormTest {
    @Test
    void a_refusal_is_a_sentence() {
        assertEquals("The buyer has had a free trial.", Form.sentence("the buyer has had a free trial"));
        assertEquals("Duration: from a day to five years.", Form.sentence("duration: from a day to five years"));
    }

    @Test
    void an_id_at_the_beginning_stays_as_it_is() {
        assertEquals("agmt-1a cannot be renewed.", Form.sentence("agmt-1a cannot be renewed"));
    }
}
