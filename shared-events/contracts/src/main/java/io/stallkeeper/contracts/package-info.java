@NullMarked
package io.stallkeeper.contracts;

import org.jspecify.annotations.NullMarked;
