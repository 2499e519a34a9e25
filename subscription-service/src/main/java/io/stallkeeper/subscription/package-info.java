@NullMarked
package io.stallkeeper.subscription;

import org.jspecify.annotations.NullMarked;
