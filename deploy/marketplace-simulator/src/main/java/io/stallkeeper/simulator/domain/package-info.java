/** The marketplace as a fold over its events, and the rules that decide on new ones. Pure: time and ids come in. */
@NullMarked
package io.stallkeeper.simulator.domain;

import org.jspecify.annotations.NullMarked;
