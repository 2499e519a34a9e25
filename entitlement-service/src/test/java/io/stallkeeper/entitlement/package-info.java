@NullMarked
package io.stallkeeper.entitlement;

import org.jspecify.annotations.NullMarked;
