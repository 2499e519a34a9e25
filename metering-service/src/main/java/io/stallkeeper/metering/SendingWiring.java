package io.stallkeeper.metering;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.instrumentation.awssdk.v2_2.AwsSdkTelemetry;
import io.stallkeeper.eventsourcing.postgres.PostgresEventLog;
import io.stallkeeper.metering.adapters.aws.BatchMeterUsage;
import io.stallkeeper.metering.adapters.aws.CallSpans;
import io.stallkeeper.metering.adapters.aws.UsageSender;
import io.stallkeeper.metering.adapters.kafka.EndSignal;
import io.stallkeeper.metering.adapters.kafka.StoredMeteringEvents;
import io.stallkeeper.metering.adapters.postgres.CallPace;
import io.stallkeeper.metering.adapters.postgres.FinalSettlement;
import io.stallkeeper.metering.adapters.postgres.Hours;
import io.stallkeeper.metering.adapters.postgres.Meters;
import io.stallkeeper.metering.adapters.postgres.SendQueue;
import io.stallkeeper.metering.adapters.postgres.SentHours;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.marketplacemetering.MarketplaceMeteringAsyncClient;

/** Where the parts meet that send usage to AWS, also the last of a subscription; {@link MeteringWiring} has others. */
@ApplicationScoped
public class SendingWiring {

    @Produces
    @Singleton
    EndSignal endSignal(MeteringJobs jobs) {
        return jobs::hurry;
    }

    @Produces
    @Singleton
    FinalSettlement finalSettlement(PostgresEventLog log, Meters meters, Clock clock) {
        return new FinalSettlement(log, meters, clock);
    }

    @Produces
    @Singleton
    BatchMeterUsage batchMeterUsage(MarketplaceMeteringAsyncClient client) {
        return new BatchMeterUsage(client, client.serviceClientConfiguration().credentialsProvider());
    }

    /** The quota that calls are paced by is the Region's. */
    @Produces
    @Singleton
    CallPace callPace(PostgresEventLog log, MarketplaceMeteringAsyncClient client, MeteringSettings settings) {
        return new CallPace(log, client.serviceClientConfiguration().region().id(), settings.callsPerSecond());
    }

    @Produces
    @Singleton
    UsageSender usageSender(
            PostgresEventLog log,
            Meters meters,
            CallPace pace,
            BatchMeterUsage aws,
            Tracer tracer,
            MeterRegistry metrics,
            MeteringSettings settings,
            Clock clock) {
        return new UsageSender(
                new SendQueue(log, pace, settings.callTimeout(), clock),
                pace,
                aws,
                new SentHours(log, new Hours(StoredMeteringEvents.HOURS), meters, clock),
                new CallSpans(tracer),
                metrics,
                settings.callsInFlight());
    }

    /**
     * Region, endpoint and credentials come from AWS's ordinary settings. No retries of the SDK's own: the queue must
     * know of every attempt, since it tells our own earlier record from somebody else's.
     */
    @Produces
    @Singleton
    MarketplaceMeteringAsyncClient awsClient(OpenTelemetry telemetry, MeteringSettings settings) {
        return MarketplaceMeteringAsyncClient.builder()
                .overrideConfiguration(override -> override.apiCallTimeout(settings.callTimeout())
                        .retryStrategy(DefaultRetryStrategy.doNotRetry())
                        .addExecutionInterceptor(
                                AwsSdkTelemetry.create(telemetry).newExecutionInterceptor()))
                .build();
    }

    void close(@Disposes MarketplaceMeteringAsyncClient client) {
        client.close();
    }
}
