package io.stallkeeper.benchmark.simulator;

import io.stallkeeper.benchmark.simulator.SimulatorUnderTest.License;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** BatchMeterUsage calls of 25 records of 25 licenses; no two records have the same key, so that all are billed. */
final class UsageCalls {

    /** As many as AWS takes in a call. */
    static final int RECORDS = 25;

    /** What an SDK sends, but for the signature. */
    static final Map<String, String> HEADERS = Map.of(
            "Content-Type", "application/x-amz-json-1.1",
            "X-Amz-Target", "AWSMPMeteringService.BatchMeterUsage");

    private final List<License> licenses;
    private final Instant hour;

    /** @param hour a timestamp of the hour that everything is metered in */
    UsageCalls(List<License> licenses, Instant hour) {
        this.licenses = licenses;
        this.hour = hour;
    }

    /** How many calls there are. */
    long count() {
        return (long) licenses.size() / RECORDS * SimulatorUnderTest.DIMENSIONS;
    }

    /** The body of one of the calls. */
    Buffer body(long number) {
        int groups = licenses.size() / RECORDS;
        int first = (int) (number % groups) * RECORDS;
        String dimension = SimulatorUnderTest.dimension((int) (number / groups));
        var json = new StringBuilder(RECORDS * 220).append("{\"UsageRecords\":[");
        for (License license : licenses.subList(first, first + RECORDS)) {
            json.append("{\"Timestamp\":").append(hour.getEpochSecond());
            json.append(",\"Dimension\":\"").append(dimension);
            json.append("\",\"Quantity\":").append(number + 1);
            json.append(",\"CustomerAWSAccountId\":\"").append(license.accountId());
            json.append("\",\"LicenseArn\":\"").append(license.arn()).append("\"},");
        }
        json.setLength(json.length() - 1);
        return Buffer.buffer(json.append("]}").toString());
    }
}
