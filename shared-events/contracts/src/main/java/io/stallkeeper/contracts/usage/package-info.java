@NullMarked
package io.stallkeeper.contracts.usage;

import org.jspecify.annotations.NullMarked;
