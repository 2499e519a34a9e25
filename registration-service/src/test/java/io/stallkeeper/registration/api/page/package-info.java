@NullMarked
package io.stallkeeper.registration.api.page;

import org.jspecify.annotations.NullMarked;
