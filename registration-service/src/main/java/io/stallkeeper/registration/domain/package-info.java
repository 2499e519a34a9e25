/** What a registration is, and what may become of it. */
@NullMarked
package io.stallkeeper.registration.domain;

import org.jspecify.annotations.NullMarked;
