package io.stallkeeper.simulator.api.admin;

import io.stallkeeper.simulator.Simulation;
import io.stallkeeper.simulator.domain.Marketplace;
import io.stallkeeper.simulator.domain.agreement.Agreement;
import io.stallkeeper.simulator.domain.agreement.AgreementTerms;
import io.stallkeeper.simulator.domain.metering.Ledger;
import io.stallkeeper.simulator.domain.metering.MeteredBy;
import io.stallkeeper.simulator.domain.metering.MeteredRecord;
import io.stallkeeper.simulator.domain.metering.RecordStatus;
import io.stallkeeper.simulator.domain.metering.UsageAllocation;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What was metered: {@code /simulator/v1/metered-records} and {@code /simulator/v1/metered-totals}. */
@Path("/simulator/v1")
public class MeteredResource {
    private static final int LONGEST_PAGE = 1000;

    private final Simulation simulation;

    /** Whose records; all of them without any of these. */
    public record Of(
            @QueryParam("agreementId") @Nullable String agreementId,
            @QueryParam("licenseArn") @Nullable String licenseArn,
            @QueryParam("productCode") @Nullable String productCode) {}

    /** Records in the order of their arrival, the billed ones first. {@code nextOffset} is null on the last page. */
    public record Page(List<Body> records, @Nullable Integer nextOffset) {}

    /** A record; {@code hour} is the hour's start, {@code meteringRecordId} is there if it was billed. */
    public record Body(
            String region,
            Instant hour,
            String dimension,
            int quantity,
            @Nullable String meteringRecordId,
            String status,
            Instant timestamp,
            Instant receivedAt,
            MeteredBy meteredBy,
            String subject,
            @Nullable String agreementId,
            @Nullable String productCode,
            @Nullable String licenseArn,
            @Nullable String customerAwsAccountId,
            @Nullable String customerIdentifier,
            List<UsageAllocation> allocations) {}

    /** The billed units of a dimension and the number of records that they came in. */
    public record Total(String dimension, long quantity, long records) {}

    public MeteredResource(Simulation simulation) {
        this.simulation = simulation;
    }

    /** A page of records, answered with whatever status. */
    @GET
    @Path("metered-records")
    public Page records(
            @BeanParam Of of,
            @QueryParam("offset") @DefaultValue("0") int offset,
            @QueryParam("limit") @DefaultValue("100") int limit) {
        int most = Math.clamp(limit, 1, LONGEST_PAGE);
        List<Body> found = simulation.look(moment -> {
            Ledger ledger = moment.marketplace().ledger();
            return Stream.concat(billed(of, ledger), ledger.refused())
                    .filter(record -> isOf(of, record, moment.marketplace()))
                    .skip(Math.max(0, offset))
                    .limit(most + 1L)
                    .map(record -> body(record, moment.marketplace()))
                    .toList();
        });
        return found.size() > most
                ? new Page(found.subList(0, most), Math.max(0, offset) + most)
                : new Page(found, null);
    }

    /** The billed units by dimension. */
    @GET
    @Path("metered-totals")
    public List<Total> totals(@BeanParam Of of) {
        Map<String, Total> totals = simulation.look(moment -> billed(
                        of, moment.marketplace().ledger())
                .filter(record -> isOf(of, record, moment.marketplace()))
                .map(record -> new Total(record.key().dimension(), record.quantity(), 1))
                .collect(Collectors.toMap(Total::dimension, total -> total, MeteredResource::sum, TreeMap::new)));
        return List.copyOf(totals.values());
    }

    private static Total sum(Total left, Total right) {
        return new Total(left.dimension(), left.quantity() + right.quantity(), left.records() + right.records());
    }

    private static Stream<MeteredRecord> billed(Of of, Ledger ledger) {
        return (of.agreementId() == null ? ledger.billed() : ledger.billedOf(of.agreementId())).stream();
    }

    /** Whether a record is of whom it is asked for. */
    public static boolean isOf(Of of, MeteredRecord record, Marketplace marketplace) {
        if (of.agreementId() == null && of.licenseArn() == null && of.productCode() == null) {
            return true;
        }
        AgreementTerms terms = terms(record, marketplace);
        return matches(of.agreementId(), record.agreementId())
                && matches(of.licenseArn(), terms == null ? null : terms.licenseArn())
                && matches(of.productCode(), productCode(record, terms));
    }

    private static boolean matches(@Nullable String wanted, @Nullable String actual) {
        return wanted == null || wanted.equals(actual);
    }

    /** Of who has no agreement, the call's. */
    private static @Nullable String productCode(MeteredRecord record, @Nullable AgreementTerms terms) {
        return terms == null ? record.key().productCode() : terms.productCode();
    }

    private static @Nullable AgreementTerms terms(MeteredRecord record, Marketplace marketplace) {
        String agreementId = record.agreementId();
        return agreementId == null
                ? null
                : marketplace
                        .agreements()
                        .byId(agreementId)
                        .map(Agreement::terms)
                        .orElse(null);
    }

    /** What the API tells of a record. */
    public static Body body(MeteredRecord record, Marketplace marketplace) {
        AgreementTerms terms = terms(record, marketplace);
        return new Body(
                record.key().region(),
                record.key().hourStart(),
                record.key().dimension(),
                record.quantity(),
                record.status() == RecordStatus.SUCCESS ? record.key().recordId() : null,
                record.status().awsName(),
                record.timestamp(),
                record.receivedAt(),
                record.key().meteredBy(),
                record.key().subject(),
                record.agreementId(),
                productCode(record, terms),
                terms == null ? null : terms.licenseArn(),
                terms == null ? null : terms.accountId(),
                terms == null ? null : terms.customerIdentifier(),
                record.allocations());
    }
}
