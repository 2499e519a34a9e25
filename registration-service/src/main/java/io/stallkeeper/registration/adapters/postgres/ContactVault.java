package io.stallkeeper.registration.adapters.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.ZoneOffset.UTC;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import io.stallkeeper.contracts.SubscriptionId;
import io.stallkeeper.eventsourcing.log.EventJson;
import io.stallkeeper.registration.adapters.crypto.KeyRing;
import io.stallkeeper.registration.adapters.crypto.Sealed;
import io.stallkeeper.registration.domain.Contact;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * Contact data, encrypted with one key a subscription. That key is kept encrypted by a master key from configuration,
 * and destroyed to forget the buyer. Key and data are bound to the subscription: a row copied to another one can't be
 * read.
 */
@RegisterForReflection(targets = Contact.class)
public final class ContactVault {

    private static final String KEEP = "insert into contact"
            + " (subscription_id, master_key, wrapped_key, sealed, stored_at) values ($1, $2, $3, $4, $5)"
            + " on conflict do nothing";

    private static final String FIND =
            "select master_key, wrapped_key, sealed, forgotten_at from contact where subscription_id = $1";

    private static final String FORGET = "update contact set master_key = null, wrapped_key = null, sealed = null,"
            + " forgotten_at = $2 where subscription_id = $1 and forgotten_at is null";

    private final SecureRandom random = new SecureRandom();
    private final KeyRing masterKeys;
    private final Clock clock;

    public ContactVault(KeyRing masterKeys, Clock clock) {
        this.masterKeys = masterKeys;
        this.clock = clock;
    }

    /** What was kept first stays: a form that is sent twice changes nothing, and who was forgotten stays forgotten. */
    Uni<Void> keep(SqlClient client, SubscriptionId subscription, Contact contact) {
        var keyBytes = new byte[32];
        random.nextBytes(keyBytes);
        var context = subscription.value().getBytes(UTF_8);
        var sealed = Sealed.seal(new SecretKeySpec(keyBytes, "AES"), context, write(contact));
        var wrapped = Sealed.seal(masterKey(masterKeys.current()), context, keyBytes);
        return client.preparedQuery(KEEP)
                .execute(Tuple.tuple(List.of(
                        subscription.value(),
                        masterKeys.current(),
                        Buffer.buffer(wrapped),
                        Buffer.buffer(sealed),
                        clock.instant().atOffset(UTC))))
                .replaceWithVoid();
    }

    Uni<KeptContact> find(SqlClient client, SubscriptionId subscription) {
        return client.preparedQuery(FIND)
                .execute(Tuple.of(subscription.value()))
                .map(rows -> read(rows, subscription));
    }

    /** Destroys the key and what it opened. No harm done if there is nothing to forget. */
    Uni<Void> forget(SqlClient client, SubscriptionId subscription) {
        return client.preparedQuery(FORGET)
                .execute(Tuple.of(subscription.value(), clock.instant().atOffset(UTC)))
                .replaceWithVoid();
    }

    private KeptContact read(RowSet<Row> rows, SubscriptionId subscription) {
        if (rows.size() == 0) {
            return new KeptContact.None();
        }
        var row = rows.iterator().next();
        var forgottenAt = row.getOffsetDateTime("forgotten_at");
        if (forgottenAt != null) {
            return new KeptContact.Forgotten(forgottenAt.toInstant());
        }
        var context = subscription.value().getBytes(UTF_8);
        var key = open(masterKey(row.getString("master_key")), context, bytes(row, "wrapped_key"));
        return new KeptContact.Kept(read(open(new SecretKeySpec(key, "AES"), context, bytes(row, "sealed"))));
    }

    private SecretKey masterKey(String name) {
        return masterKeys
                .named(name)
                .orElseThrow(() -> new IllegalStateException("the contact master key " + name + " isn't configured"));
    }

    private static byte[] bytes(Row row, String column) {
        return row.getBuffer(column).getBytes();
    }

    private static byte[] open(SecretKey key, byte[] context, byte[] sealed) {
        return Sealed.open(key, context, sealed)
                .orElseThrow(
                        () -> new IllegalStateException("contact data is corrupt, or its master key was replaced"));
    }

    private static byte[] write(Contact contact) {
        try {
            return EventJson.MAPPER.writeValueAsBytes(contact);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Contact read(byte[] json) {
        try {
            return EventJson.MAPPER.readValue(json, Contact.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
