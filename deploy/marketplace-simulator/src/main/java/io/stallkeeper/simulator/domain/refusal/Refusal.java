package io.stallkeeper.simulator.domain.refusal;

/** A refused request: AWS's name of the error and a sentence for a person. Nothing was changed. */
public record Refusal(RefusalCode code, String message) {}
