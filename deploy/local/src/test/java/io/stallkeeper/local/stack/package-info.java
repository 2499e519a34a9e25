@NullMarked
package io.stallkeeper.local.stack;

import org.jspecify.annotations.NullMarked;
