/** What is believed of a signed request. */
@NullMarked
package io.stallkeeper.simulator.api.aws.signature;

import org.jspecify.annotations.NullMarked;
