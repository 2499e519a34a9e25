package io.stallkeeper.metering.adapters.postgres;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.stallkeeper.eventsourcing.log.Decisions;
import io.stallkeeper.eventsourcing.postgres.PostgresEventLog;
import io.stallkeeper.metering.MeteringSettings;
import io.stallkeeper.metering.adapters.fingerprint.FingerprintMemory;
import io.stallkeeper.metering.adapters.history.KnownUsage;
import io.stallkeeper.metering.adapters.history.UsageBatches;
import io.stallkeeper.metering.adapters.history.UsageHistory;
import io.stallkeeper.metering.adapters.kafka.StoredMeteringEvents;
import io.stallkeeper.metering.domain.contract.ContractDecider;
import io.stallkeeper.metering.domain.meter.MeterDecider;
import io.stallkeeper.metering.domain.product.ProductCatalog;
import io.stallkeeper.metering.domain.submission.SubmissionDecider;
import io.stallkeeper.testkit.infrastructure.PostgresServer;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.flywaydb.core.Flyway;

/** A PostgreSQL with the service's tables, and folds on it that know nothing of each other, as replicas. */
public final class LedgerDatabase implements AutoCloseable {

    private static final Path SCRATCH = Path.of(System.getProperty("java.io.tmpdir"), "stallkeeper-test");

    private final PostgresServer server = PostgresServer.startTemporary();
    private final Vertx vertx = Vertx.vertx();
    private final Pool pool = poolTo(server.port());

    public static LedgerDatabase start() {
        var database = new LedgerDatabase();
        Flyway.configure()
                .dataSource(
                        "jdbc:postgresql://localhost:" + database.port() + "/" + PostgresServer.NAME,
                        PostgresServer.NAME,
                        PostgresServer.NAME)
                .locations("db/event-log", "db/migration")
                .load()
                .migrate();
        return database;
    }

    public int port() {
        return server.port();
    }

    public Pool pool() {
        return pool;
    }

    public Pool poolTo(int port) {
        var address = "postgresql://%1$s:%1$s@localhost:%2$d/%1$s".formatted(PostgresServer.NAME, port);
        return PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(4))
                .connectingTo(PgConnectOptions.fromUri(address))
                .using(vertx)
                .build();
    }

    /** As another replica has it. */
    public UsageFold fold(Pool connections, ProductCatalog products, Clock clock) {
        return fold(connections, products, clock, 1_000_000);
    }

    /** @param remembered events at most */
    UsageFold fold(Pool connections, ProductCatalog products, Clock clock, long remembered) {
        var log = new PostgresEventLog(connections, clock);
        var meters = new Meters(new Decisions<>(new MeterDecider(), StoredMeteringEvents.METERS, UUID::randomUUID));
        var hours = new Hours(StoredMeteringEvents.HOURS);
        var memory = new FingerprintMemory(SCRATCH, settings().rememberUsage(), remembered);
        var known = new KnownUsage(new UsageBatches(), memory, settings().rememberUsage());
        return new UsageFold(
                log,
                connections,
                known,
                new ParkedUsage(message -> null),
                new UsageMetrics(new SimpleMeterRegistry(), known),
                Runnable::run,
                meters,
                hours,
                new LateUsage(
                        meters,
                        hours,
                        new TagSums(),
                        contracts(connections, products),
                        submissions(log),
                        products,
                        settings().closingTerms()),
                products,
                clock);
    }

    public UsageFold fold(Clock clock) {
        return fold(pool, ProductCatalog.EMPTY, clock);
    }

    static ContractUsage contracts(Pool pool, ProductCatalog products) {
        var decisions = new Decisions<>(new ContractDecider(), StoredMeteringEvents.CONTRACTS, UUID::randomUUID);
        return new ContractUsage(
                new Contracts(decisions), new ContractWeigher(), new UsageSegments(new UsageHistory(pool)), products);
    }

    static Submissions submissions(PostgresEventLog log) {
        return new Submissions(
                log, new Decisions<>(new SubmissionDecider(), StoredMeteringEvents.SUBMISSIONS, UUID::randomUUID));
    }

    static MeteringSettings settings() {
        return new SmallRyeConfigBuilder()
                .withMapping(MeteringSettings.class)
                .build()
                .getConfigMapping(MeteringSettings.class);
    }

    /** All that was ever reported of a dimension. */
    public BigDecimal reported(String subscriptionId) {
        return pool.preparedQuery(
                        "select coalesce(sum(reported), 0) as sum from metered_hour where subscription_id = $1")
                .execute(Tuple.of(subscriptionId))
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getBigDecimal("sum")
                .stripTrailingZeros();
    }

    /** All rows, at once. */
    public List<Row> select(String sql, Object... values) {
        var rows = pool.preparedQuery(sql).execute(Tuple.from(values)).await().indefinitely();
        return StreamSupport.stream(rows.spliterator(), false).toList();
    }

    /** Forgets everything. */
    public void empty() {
        var tables =
                select("select tablename from pg_tables where schemaname = 'public' and tablename not like 'flyway%'");
        var truncate = "truncate "
                + tables.stream().map(row -> '"' + row.getString(0) + '"').collect(Collectors.joining(", "));
        // What a test before has left going on may wait for a table that this has, and have one that this waits for.
        pool.query(truncate).execute().onFailure().retry().atMost(5).await().indefinitely();
    }

    public void execute(String sql) {
        pool.query(sql).execute().await().indefinitely();
    }

    @Override
    public void close() {
        vertx.closeAndAwait();
        server.close();
    }
}
