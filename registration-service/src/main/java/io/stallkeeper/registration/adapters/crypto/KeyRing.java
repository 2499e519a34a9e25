package io.stallkeeper.registration.adapters.crypto;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * Named AES-256 keys from configuration. The first encrypts, all decrypt: a new key goes to the front, an old one
 * leaves once nothing needs it any more.
 */
public final class KeyRing {

    private static final int KEY_BYTES = 32;

    private final Map<String, SecretKey> keys = new LinkedHashMap<>();
    private final String current;

    /**
     * Throws IllegalArgumentException, which never shows a key.
     *
     * @param setting where the keys come from, for the message
     * @param entries {@code <name>:<32 bytes as base64>}
     */
    public KeyRing(String setting, List<String> entries) {
        if (entries.isEmpty()) {
            throw new IllegalArgumentException(setting + " holds no key");
        }
        for (var entry : entries) {
            int colon = entry.indexOf(':');
            if (colon < 1 || keys.put(entry.substring(0, colon), key(setting, entry.substring(colon + 1))) != null) {
                throw new IllegalArgumentException(setting + ": a key is <name>:<base64>, and names differ");
            }
        }
        this.current = keys.keySet().iterator().next();
    }

    private static SecretKey key(String setting, String base64) {
        try {
            var bytes = Base64.getDecoder().decode(base64.strip());
            if (bytes.length == KEY_BYTES) {
                return new SecretKeySpec(bytes, "AES");
            }
        } catch (IllegalArgumentException e) {
            // The decoder's message quotes what it read: it is not passed on.
        }
        throw new IllegalArgumentException(setting + ": a key is " + KEY_BYTES + " bytes as base64");
    }

    /** The name of the key that encrypts. */
    public String current() {
        return current;
    }

    public Optional<SecretKey> named(String name) {
        return Optional.ofNullable(keys.get(name));
    }

    /** All of them, the current one first. */
    public Iterable<SecretKey> all() {
        return keys.values();
    }
}
