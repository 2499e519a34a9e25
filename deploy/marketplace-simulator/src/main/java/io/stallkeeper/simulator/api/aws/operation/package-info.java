/** The operations of AWS's services, whatever wire they are asked for on. */
@NullMarked
package io.stallkeeper.simulator.api.aws.operation;

import org.jspecify.annotations.NullMarked;
