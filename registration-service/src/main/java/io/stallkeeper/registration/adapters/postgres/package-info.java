/** What is kept: the log of registrations, the contact data, the overview. */
@NullMarked
package io.stallkeeper.registration.adapters.postgres;

import org.jspecify.annotations.NullMarked;
