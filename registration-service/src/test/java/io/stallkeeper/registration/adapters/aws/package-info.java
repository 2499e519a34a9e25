@NullMarked
package io.stallkeeper.registration.adapters.aws;

import org.jspecify.annotations.NullMarked;
