package io.stallkeeper.registration;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;

/** The database beside the service, as its administrator sees it. */
final class Database {

    private Database() {}

    /** Every row of every table of the service, as text. */
    static List<String> allRows() throws SQLException {
        var rows = new ArrayList<String>();
        for (var table : query("select tablename from pg_tables where schemaname = 'registration'")) {
            rows.addAll(query("select t::text from registration.\"" + table + "\" t"));
        }
        return rows;
    }

    static List<String> query(String sql) throws SQLException {
        try (var connection = connect("stallkeeper");
                var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            var rows = new ArrayList<String>();
            while (result.next()) {
                rows.add(result.getString(1));
            }
            return rows;
        }
    }

    /** Nobody gets in, and who is in is thrown out. */
    static void stop() throws SQLException {
        try (var connection = connect("postgres");
                var statement = connection.createStatement()) {
            statement.execute("alter database stallkeeper with allow_connections false");
            statement.execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = 'stallkeeper'");
        }
    }

    static void resume() throws SQLException {
        try (var connection = connect("postgres");
                var statement = connection.createStatement()) {
            statement.execute("alter database stallkeeper with allow_connections true");
        }
    }

    private static Connection connect(String database) throws SQLException {
        var address = ConfigProvider.getConfig().getValue("stallkeeper.postgres.address", String.class);
        return DriverManager.getConnection("jdbc:postgresql://" + address + "/" + database, "postgres", "");
    }
}
