@NullMarked
package io.stallkeeper.frame;

import org.jspecify.annotations.NullMarked;
