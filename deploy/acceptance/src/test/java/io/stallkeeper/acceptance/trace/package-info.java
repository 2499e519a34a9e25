@NullMarked
package io.stallkeeper.acceptance.trace;

import org.jspecify.annotations.NullMarked;
