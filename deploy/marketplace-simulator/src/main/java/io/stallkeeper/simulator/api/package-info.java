/** What others call: AWS's APIs as AWS speaks them, and the API that plays the marketplace itself. */
@NullMarked
package io.stallkeeper.simulator.api;

import org.jspecify.annotations.NullMarked;
