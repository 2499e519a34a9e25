/** What benchmarks say, proved. */
@NullMarked
package io.stallkeeper.benchmark;

import org.jspecify.annotations.NullMarked;
