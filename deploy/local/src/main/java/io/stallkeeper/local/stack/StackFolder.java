package io.stallkeeper.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** The one folder that holds all data of a stack; deleting it forgets everything. */
public record StackFolder(Path root) {

    private static final int SECRET_BYTES = 32;

    public StackFolder {
        root = root.toAbsolutePath().normalize();
    }

    public Path kafka() {
        return root.resolve("kafka");
    }

    public Path postgres() {
        return root.resolve("postgres");
    }

    public Path sqs() {
        return root.resolve("sqs");
    }

    public Path simulator() {
        return root.resolve("simulator");
    }

    public Path logs() {
        return root.resolve("logs");
    }

    public Path processes() {
        return root.resolve("processes");
    }

    /** Where a process of that name may write what it needs only while it runs; it shares the folder with no other. */
    Path temporary(String process) {
        return made(root.resolve("temporary").resolve(process));
    }

    /** What the metering service is told of the demo products. */
    Path products() {
        return root.resolve("products.yaml");
    }

    /** The key that signs tokens. */
    public Path tokenKey() {
        return secrets().resolve("token-key.pkcs8");
    }

    /** The key set by which services check tokens. */
    public Path keySet() {
        return secrets().resolve("jwks.json");
    }

    /** Where a running stack writes its addresses, for commands that look for it. */
    public Path addresses() {
        return root.resolve("addresses.properties");
    }

    Path lock() {
        return root.resolve("lock");
    }

    private Path secrets() {
        return root.resolve("secrets");
    }

    /** Makes the folders that aren't there yet; secrets are for nobody else's eyes. */
    void make() {
        try {
            for (var folder : new Path[] {root, logs(), processes(), simulator(), secrets()}) {
                made(folder);
            }
            Files.setPosixFilePermissions(secrets(), PosixFilePermissions.fromString("rwx------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path made(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** 32 random bytes in base64, the same for ever under one name. */
    String secret(String name) {
        var file = secrets().resolve(name);
        try {
            if (!Files.exists(file)) {
                var bytes = new byte[SECRET_BYTES];
                new SecureRandom().nextBytes(bytes);
                Files.writeString(file, Base64.getEncoder().encodeToString(bytes));
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
