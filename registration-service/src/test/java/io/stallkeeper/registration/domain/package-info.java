@NullMarked
package io.stallkeeper.registration.domain;

import org.jspecify.annotations.NullMarked;
