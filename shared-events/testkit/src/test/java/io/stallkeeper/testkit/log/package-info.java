@NullMarked
package io.stallkeeper.testkit.log;

import org.jspecify.annotations.NullMarked;
