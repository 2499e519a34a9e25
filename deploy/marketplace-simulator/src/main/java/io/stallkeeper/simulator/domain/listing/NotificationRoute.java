package io.stallkeeper.simulator.domain.listing;

/** Where a product's notifications go, and in which form. */
public record NotificationRoute(NotificationForm form, String queueUrl) {}
