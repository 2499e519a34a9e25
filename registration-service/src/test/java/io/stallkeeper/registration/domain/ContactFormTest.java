package io.stallkeeper.registration.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContactFormTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ada@gmail.com",
                "ada@googlemail.com",
                "ada@outlook.com",
                "ada@hotmail.com",
                "ada@live.com",
                "ada@yahoo.com",
                "ada@yahoo.co.jp",
                "ada@icloud.com",
                "ada@aol.com",
                "ada@gmx.net",
                "ada@web.de",
                "ada@mail.ru",
                "ada@yandex.com",
                "ada@qq.com",
                "ada@163.com",
                "ada@naver.com",
                "ada@proton.me",
                "ada@zoho.com",
                "ada@fastmail.com",
                "ada@tutanota.com"
            })
    void free_mail_is_welcome(String email) {
        assertThat(withEmail(email).isComplete()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ada+marketplace@example.com", "ada.lovelace@sub.example.co.uk", "a@b.io", "o'hara@example.com",
                "ada_1!#$%&*/=?^`{|}~-@example.com", "ADA@EXAMPLE.COM", "ada@bücher.example",
                        "ada@xn--bcher-kva.example",
                "ada@例え.テスト", "ада@пример.рф", "  ada@example.com  ", "ada@example.museum"
            })
    void plus_addresses_and_international_ones_are_welcome(String email) {
        assertThat(withEmail(email).isComplete()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "ada",
                "ada@",
                "@example.com",
                "ada@example",
                "ada@@example.com",
                "ada@exa mple.com",
                "ada lovelace@example.com",
                ".ada@example.com",
                "ada.@example.com",
                "a..da@example.com",
                "ada@-example.com",
                "ada@example..com",
                "ada@example.com.",
                "Ada <ada@example.com>",
                "ada@example.com,bob@example.com",
                "ada@example.com\r\nBcc: bob@example.com",
                "ada@127.0.0.1"
            })
    void what_no_mail_can_be_sent_to_is_marked(String email) {
        var form = withEmail(email);

        assertThat(form.isComplete()).isFalse();
        assertThat(form.problems()).containsOnlyKeys(ContactField.EMAIL);
    }

    @ParameterizedTest
    @EnumSource(ContactField.class)
    void a_value_that_is_too_long_is_marked_and_not_kept_whole(ContactField field) {
        var endless = field == ContactField.EMAIL ? "a@" + "b".repeat(10_000) + ".com" : "x".repeat(10_000);

        var sent = new HashMap<>(Map.of("email", "ada@example.com"));
        sent.put(field.formName(), endless);

        var form = ContactForm.read(sent::get);

        assertThat(form.problems()).containsOnlyKeys(field);
        assertThat(form.value(field)).hasSize(field.maxLength() + 1);
    }

    @Test
    void everything_but_the_email_is_optional_and_unknown_fields_are_not_looked_at() {
        var form = ContactForm.read(
                Map.of("email", "ada@example.com", "company", " Engines Ltd ", "creditCard", "4111111111111111")::get);

        assertThat(form.isComplete()).isTrue();
        assertThat(form.toContact()).isEqualTo(new Contact("ada@example.com", "", "Engines Ltd", "", ""));
    }

    @Test
    void control_characters_are_marked() {
        var form = ContactForm.read(Map.of("email", "ada@example.com", "name", "Ada\u0000Lovelace")::get);

        assertThat(form.problems()).containsOnlyKeys(ContactField.NAME);
    }

    @Test
    void personal_data_is_not_in_anything_that_a_log_could_show() {
        var form = withEmail("ada@example.com");

        assertThat(form + " " + form.toContact()).doesNotContain("ada");
    }

    private static ContactForm withEmail(String email) {
        return ContactForm.read(Map.of("email", email)::get);
    }
}
