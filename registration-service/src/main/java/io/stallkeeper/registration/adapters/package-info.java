/** What registration calls, and the words it uses there. */
@NullMarked
package io.stallkeeper.registration.adapters;

import org.jspecify.annotations.NullMarked;
