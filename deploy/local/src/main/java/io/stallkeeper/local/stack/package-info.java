/** All of Stallkeeper as processes of one machine. */
@NullMarked
package io.stallkeeper.local.stack;

import org.jspecify.annotations.NullMarked;
