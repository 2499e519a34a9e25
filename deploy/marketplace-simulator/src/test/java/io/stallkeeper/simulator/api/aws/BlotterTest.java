package io.stallkeeper.simulator.api.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class BlotterTest {
    private static final String TOKEN = "t0ken".repeat(20);

    @Test
    void a_token_is_not_shown_wherever_it_is() {
        List<String> bodies = List.of(
                "{\"RegistrationToken\":\"%s\"}",
                "{\"registrationtoken\":\"%s\"}",
                "{\"Misnamed\":\"%s\"}",
                "{\"RegistrationToken\":[\"%s\",{\"deep\":\"%s\"}]}",
                "[\"%s\"]",
                "\"%s\"",
                "{\"RegistrationToken\":\"%s",
                "%s");

        for (String body : bodies) {
            String shown = show(body.replace("%s", TOKEN));
            assertFalse(shown.contains(TOKEN), shown);
        }
        assertEquals("{\"RegistrationToken\":\"(a token)\"}", show("{\"RegistrationToken\":\"short\"}"));
    }

    @Test
    void what_is_no_token_is_shown() {
        String answer = "{\"LicenseArn\":\"arn:aws:license-manager::294406891311:license:l-0123456789abcdef\","
                + "\"ProductCode\":\"mail\",\"Count\":3}";

        assertEquals(answer, show(answer));
    }

    @Test
    void where_no_token_should_be_none_is_shown_either() {
        String record = "{\"UsageRecords\":[{\"Dimension\":\"sms\",\"CustomerIdentifier\":\"%s\"}]}";

        assertEquals(record.replace("%s", "(a token)"), Blotter.blot(record.replace("%s", TOKEN)));
        assertEquals("(a token), (a token)", Blotter.blot(TOKEN + ", " + TOKEN));
        assertEquals(
                "{\"registrationToken\" : \"(a token)\", \"A\":1}",
                Blotter.blot("{\"registrationToken\" : \"short\", \"A\":1}"));
        assertEquals("{\"RegistrationToken\":\"(a token)\"", Blotter.blot("{\"RegistrationToken\":\"broken off"));
        assertEquals(record, Blotter.blot(record));
    }

    private static String show(String body) {
        return Blotter.show(Wire.JSON, Buffer.buffer(body));
    }
}
