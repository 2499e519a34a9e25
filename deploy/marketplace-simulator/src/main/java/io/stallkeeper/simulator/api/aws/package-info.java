/** AWS's wire: JSON 1.1 and 1.0 at POST /, dispatched on X-Amz-Target. */
@NullMarked
package io.stallkeeper.simulator.api.aws;

import org.jspecify.annotations.NullMarked;
