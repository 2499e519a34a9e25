package io.stallkeeper.metering.adapters.products;

/** The products file can't be used. The message names the file, the field and what is wrong with it. */
public final class InvalidProductsFile extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidProductsFile(String message) {
        super(message);
    }
}
