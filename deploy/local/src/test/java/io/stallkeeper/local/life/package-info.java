@NullMarked
package io.stallkeeper.local.life;

import org.jspecify.annotations.NullMarked;
