@NullMarked
package io.stallkeeper.registration;

import org.jspecify.annotations.NullMarked;
