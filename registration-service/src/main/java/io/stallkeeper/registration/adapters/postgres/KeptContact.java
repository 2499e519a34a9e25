package io.stallkeeper.registration.adapters.postgres;

import io.stallkeeper.registration.domain.Contact;
import java.time.Instant;

/** What is known of how to reach a buyer. */
public sealed interface KeptContact {

    record Kept(Contact contact) implements KeptContact {}

    /** There was contact data; its key is destroyed. */
    record Forgotten(Instant forgottenAt) implements KeptContact {}

    /** The form wasn't completed. */
    record None() implements KeptContact {}
}
