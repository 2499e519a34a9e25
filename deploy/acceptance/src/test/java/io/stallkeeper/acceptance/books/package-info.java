@NullMarked
package io.stallkeeper.acceptance.books;

import org.jspecify.annotations.NullMarked;
