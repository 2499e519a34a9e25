@NullMarked
package io.stallkeeper.contracts.entitlement;

import org.jspecify.annotations.NullMarked;
