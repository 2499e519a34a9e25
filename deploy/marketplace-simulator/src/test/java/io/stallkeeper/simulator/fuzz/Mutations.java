package io.stallkeeper.simulator.fuzz;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Requests that were good once. */
final class Mutations {
    private static final String METERING = "AWSMPMeteringService.";
    private static final String COMMERCE = "AWSMPCommerceService_v20200301.";
    private static final String SYNTAX = "{}[]\",:0-1e.nt\\";

    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "-1",
            "1e400",
            "1e-400",
            "99999999999999999999",
            "0.5",
            "\"\"",
            "\"x\"",
            "[]",
            "{}",
            "[null]",
            "[[[[[[]]]]]]",
            "{\"a\":{\"b\":{}}}",
            "\"\\ud800\"",
            "\"" + "y".repeat(300) + "\"",
            "NaN",
            "'a'");

    private static final List<String> TYPES = List.of(
            "application/x-amz-json-1.1",
            "application/json",
            "application/x-www-form-urlencoded",
            "multipart/form-data",
            "multipart/form-data; boundary=x",
            "text/plain; charset=utf-99",
            ";",
            "");

    private static final List<String> CREDENTIALS = List.of(
            "",
            "Basic YTpi",
            "AWS4-HMAC-SHA256",
            "AWS4-HMAC-SHA256 Credential=",
            "AWS4-HMAC-SHA256 Credential=a/b",
            "AWS4-HMAC-SHA256 Credential=////",
            "AWS4-HMAC-SHA256 Credential=a/20261123/" + "r".repeat(2000) + "/s/");

    private final RandomGenerator random;
    private final List<Seed> seeds;

    private record Seed(String target, String path, String body) {
        boolean isCbor() {
            return !path.equals("/");
        }
    }

    /** @param product the code of a product that exists; {@code usage} is a record that would be taken */
    Mutations(RandomGenerator random, String product, String usage) {
        this.random = random;
        String entitlements = """
                {"ProductCode":"%s","Filter":{"DIMENSION":["a","b"]},"MaxResults":3,"NextToken":"cGFnZTox"}""".formatted(product);
        this.seeds = List.of(
                new Seed(METERING + "ResolveCustomer", "/", "{\"RegistrationToken\":\"abc\"}"),
                new Seed(METERING + "BatchMeterUsage", "/", "{\"UsageRecords\":[%s,%s]}".formatted(usage, usage)),
                new Seed(METERING + "MeterUsage", "/", """
                        {"ProductCode":"%s","Timestamp":1795427412,"UsageDimension":"d","DryRun":true}""".formatted(product)),
                new Seed("AWSMPEntitlementService.GetEntitlements", "/", entitlements),
                new Seed("", "/service/AWSMPEntitlementService/operation/GetEntitlements", entitlements),
                new Seed(COMMERCE + "SearchAgreements", "/", """
                        {"filters":[{"name":"Status","values":["ACTIVE"]}],"maxResults":2}"""),
                new Seed(COMMERCE + "DescribeAgreement", "/", "{\"agreementId\":\"agmt-1\"}"),
                new Seed(COMMERCE + "GetAgreementTerms", "/", "{\"agreementId\":\"agmt-1\",\"maxResults\":1}"),
                new Seed(COMMERCE + "GetAgreementEntitlements", "/", "{\"agreementId\":\"agmt-1\"}"));
    }

    /** Still HTTP, and complete: whatever its headers and body say, it has an end. */
    byte[] framed(int number) {
        Seed seed = pick(seeds);
        byte[] body = body(seed);
        String region = random.nextInt(20) == 0 ? pick(CREDENTIALS) : credential(number);
        String type = random.nextInt(10) == 0
                ? pick(TYPES)
                : seed.isCbor() ? "application/cbor" : "application/x-amz-json-1.1";
        String target =
                random.nextInt(20) == 0 ? text(mutated(seed.target().getBytes(StandardCharsets.UTF_8))) : seed.target();
        String head = "POST " + seed.path() + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + type
                + "\r\nAuthorization: " + region
                + (seed.isCbor() ? "\r\nsmithy-protocol: rpc-v2-cbor" : "\r\nX-Amz-Target: " + target)
                + "\r\nContent-Length: " + body.length + "\r\n\r\n";
        return joined(RawConnection.bytes(head), body);
    }

    /** Perhaps not HTTP any more. */
    byte[] unframed(int number) {
        return mutated(framed(number));
    }

    private byte[] body(Seed seed) {
        String json = random.nextInt(3) == 0 ? withAnotherValue(seed.body()) : seed.body();
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        if (seed.isCbor()) {
            try {
                bytes = new CBORMapper().writeValueAsBytes(new ObjectMapper().readTree(bytes));
            } catch (IOException _) {
                // What isn't JSON is sent as it is: it isn't CBOR either.
            }
        }
        return random.nextInt(2) == 0 ? mutated(bytes) : bytes;
    }

    /** Something else in the place of what is behind some colon. */
    private String withAnotherValue(String json) {
        int colon = json.indexOf(':', random.nextInt(json.length()));
        if (colon < 0) {
            return pick(VALUES);
        }
        int end = colon + 1;
        while (end < json.length() && ",}]".indexOf(json.charAt(end)) < 0) {
            end++;
        }
        return json.substring(0, colon + 1) + pick(VALUES) + json.substring(end);
    }

    private byte[] mutated(byte[] original) {
        byte[] bytes = original.clone();
        int mutations = 1 + random.nextInt(4);
        for (int i = 0; i < mutations && bytes.length > 0; i++) {
            int at = random.nextInt(bytes.length);
            bytes = switch (random.nextInt(6)) {
                case 0 -> Arrays.copyOf(bytes, at);
                case 1 -> joined(Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, at / 2, bytes.length));
                case 2 -> with(bytes, at, (byte) random.nextInt());
                default -> with(bytes, at, (byte) SYNTAX.charAt(random.nextInt(SYNTAX.length())));
            };
        }
        return bytes;
    }

    private static byte[] with(byte[] bytes, int at, byte value) {
        byte[] copy = bytes.clone();
        copy[at] = value;
        return copy;
    }

    /** A Region for each call, or the throttle would answer most of them. */
    private static String credential(int number) {
        return "AWS4-HMAC-SHA256 Credential=any/20261123/r" + number + "/aws-marketplace/aws4_request, Signature=0";
    }

    /** What may stand in a header: anything but its end. */
    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1).replaceAll("[^\\x21-\\x7e]", "?");
    }

    private static byte[] joined(byte[] one, byte[] other) {
        var joined = new ByteArrayOutputStream();
        joined.writeBytes(one);
        joined.writeBytes(other);
        return joined.toByteArray();
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
