@NullMarked
package io.stallkeeper.testkit.infrastructure;

import org.jspecify.annotations.NullMarked;
