package io.stallkeeper.simulator.conformance;

import java.net.URI;

/** Somebody's client of AWS. It doesn't retry: a rule is about one answer. */
interface Client extends AutoCloseable {

    Outcome call(URI endpoint, Call call);

    @Override
    void close();
}
