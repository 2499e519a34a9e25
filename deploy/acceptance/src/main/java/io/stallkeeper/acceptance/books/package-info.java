/** Who has which units at the end: the truth by the trace, the ledger, and the marketplace. */
@NullMarked
package io.stallkeeper.acceptance.books;

import org.jspecify.annotations.NullMarked;
