package io.stallkeeper.simulator.domain.listing;

/** By what a product's buyers are named (protocol page, 4.3). */
public enum ProductIdentity {
    /** Listed since 2026-06-01: LicenseArn and account, never CustomerIdentifier. */
    CONCURRENT_AGREEMENTS,
    /** Listed earlier: ProductCode with CustomerIdentifier or account. */
    LEGACY,
    /** Listed earlier and moved over: both ways are open. */
    MIGRATED;

    /** Whether usage may be metered by LicenseArn. */
    public boolean metersByLicense() {
        return this != LEGACY;
    }

    /** Whether usage may be metered by ProductCode, and buyers have a CustomerIdentifier. */
    public boolean metersByProductCode() {
        return this != CONCURRENT_AGREEMENTS;
    }
}
