@NullMarked
package io.stallkeeper.acceptance.play;

import org.jspecify.annotations.NullMarked;
