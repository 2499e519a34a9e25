@NullMarked
package io.stallkeeper.contracts.subscription;

import org.jspecify.annotations.NullMarked;
