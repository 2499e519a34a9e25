package io.stallkeeper.simulator.domain;

import io.stallkeeper.simulator.domain.agreement.Agreement;
import io.stallkeeper.simulator.domain.metering.Tag;
import io.stallkeeper.simulator.domain.metering.UsageAllocation;
import io.stallkeeper.simulator.domain.metering.UsageRecord;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Usage records for tests, each differing in a word from a good one. */
record Records(Agreement agreement, UsageRecord build) {

    /** One unit of "requests" by license. */
    static Records of(Agreement agreement) {
        return new Records(
                agreement,
                new UsageRecord(
                        Instant.EPOCH,
                        "requests",
                        1,
                        agreement.terms().accountId(),
                        agreement.terms().licenseArn(),
                        null,
                        List.of()));
    }

    Records at(String timestamp) {
        return at(Instant.parse(timestamp));
    }

    Records at(Instant timestamp) {
        return with(new UsageRecord(
                timestamp,
                build.dimension(),
                build.quantity(),
                build.accountId(),
                build.licenseArn(),
                build.customerIdentifier(),
                build.allocations()));
    }

    Records dimension(String dimension) {
        return with(new UsageRecord(
                build.timestamp(),
                dimension,
                build.quantity(),
                build.accountId(),
                build.licenseArn(),
                build.customerIdentifier(),
                build.allocations()));
    }

    Records quantity(long quantity) {
        return with(new UsageRecord(
                build.timestamp(),
                build.dimension(),
                quantity,
                build.accountId(),
                build.licenseArn(),
                build.customerIdentifier(),
                build.allocations()));
    }

    Records account(@Nullable String account) {
        return named(account, build.licenseArn(), build.customerIdentifier());
    }

    Records license(@Nullable String licenseArn) {
        return named(build.accountId(), licenseArn, build.customerIdentifier());
    }

    Records customer(@Nullable String customerIdentifier) {
        return named(build.accountId(), build.licenseArn(), customerIdentifier);
    }

    Records byCustomerIdentifier() {
        return named(null, null, Objects.requireNonNull(agreement.terms().customerIdentifier()));
    }

    Records byAccount() {
        return named(agreement.terms().accountId(), null, null);
    }

    Records allocate(long quantity, String... tagKeys) {
        List<Tag> tags = Arrays.stream(tagKeys).map(key -> new Tag(key, "v")).toList();
        return with(new UsageRecord(
                build.timestamp(),
                build.dimension(),
                build.quantity(),
                build.accountId(),
                build.licenseArn(),
                build.customerIdentifier(),
                Stream.concat(build.allocations().stream(), Stream.of(new UsageAllocation(quantity, tags)))
                        .toList()));
    }

    private Records named(@Nullable String account, @Nullable String license, @Nullable String customer) {
        return with(new UsageRecord(
                build.timestamp(),
                build.dimension(),
                build.quantity(),
                account,
                license,
                customer,
                build.allocations()));
    }

    private Records with(UsageRecord record) {
        return new Records(agreement, record);
    }
}
