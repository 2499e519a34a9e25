@NullMarked
package io.stallkeeper.local.process;

import org.jspecify.annotations.NullMarked;
