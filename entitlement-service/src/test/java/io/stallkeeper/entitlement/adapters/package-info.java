@NullMarked
package io.stallkeeper.entitlement.adapters;

import org.jspecify.annotations.NullMarked;
