/** The servers that a machine needn't have installed: Kafka, PostgreSQL, an SQS-compatible one. */
@NullMarked
package io.stallkeeper.local.server;

import org.jspecify.annotations.NullMarked;
