/** Encryption with keys that can be exchanged. */
@NullMarked
package io.stallkeeper.registration.adapters.crypto;

import org.jspecify.annotations.NullMarked;
