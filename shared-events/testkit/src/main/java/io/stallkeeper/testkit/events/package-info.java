@NullMarked
package io.stallkeeper.testkit.events;

import org.jspecify.annotations.NullMarked;
