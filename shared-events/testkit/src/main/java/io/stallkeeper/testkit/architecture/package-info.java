@NullMarked
package io.stallkeeper.testkit.architecture;

import org.jspecify.annotations.NullMarked;
