@NullMarked
package io.stallkeeper.entitlement.domain;

import org.jspecify.annotations.NullMarked;
