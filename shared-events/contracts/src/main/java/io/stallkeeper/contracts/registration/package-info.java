@NullMarked
package io.stallkeeper.contracts.registration;

import org.jspecify.annotations.NullMarked;
