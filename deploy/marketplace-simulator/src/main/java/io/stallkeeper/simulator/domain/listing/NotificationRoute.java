package io.stallkeeper.simulator.domain.listing;

/**
 * Where a product's notifications go, and in which form.
 *
 * @param address by the kind of target: a queue's URL, an HTTP address, or the name of a file
 */
public record NotificationRoute(NotificationForm form, TargetKind target, String address) {}
