/** AWS Marketplace Metering, of which registration needs ResolveCustomer. */
@NullMarked
package io.stallkeeper.registration.adapters.aws;

import org.jspecify.annotations.NullMarked;
