package io.stallkeeper.metering.adapters.usage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PercentTextTest {

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "plain | plain",
                "Euro%20%E2%82%AC%20%F0%9F%98%80 | Euro € 😀",
                "%41%2f%25 | A/%",
                "\"quoted \\\"text\\\" \\\\ %20.\" | quoted \"text\" \\  .",
                "\" | \"",
                "with space | with space",
            })
    void a_header_is_decoded_once(String header, String text) {
        assertThat(PercentText.decode(header)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%4", "%zz", "%C0%A0", "%ED%A0%80", "%FF", "é", "tab\t"})
    void what_is_not_well_formed_is_refused(String header) {
        assertThat(PercentText.decode(header)).isNull();
    }
}
