package io.stallkeeper.metering.adapters.fingerprint;

import static java.nio.file.StandardOpenOption.DELETE_ON_CLOSE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Regions of longs, all of them 0 at first, in a file that is mapped into memory: the operating system keeps in memory
 * what is used of it and what there is room for, and no garbage collector looks at it. The file has no name from the
 * beginning where the system allows that, so nothing of it is left when the process ends, however it ends. It takes
 * room on the disk where something was reserved only. Never shorter than it is mapped, so no access to it can fail but
 * for a broken disk.
 */
final class ScratchFile {

    /** A buffer has 2 GiB at most. */
    private static final long MAPPED_AT_ONCE = 1 << 30;

    private static final int WRITTEN_AT_ONCE = 1 << 16;

    private final ByteBuffer zeros = ByteBuffer.allocateDirect(WRITTEN_AT_ONCE);
    private final FileChannel channel;
    private final LongBuffer[] regions;
    private final long bytesOfRegion;

    /** It is open for as long as anybody has it. */
    private ScratchFile(FileChannel channel, int regions, int longs) throws IOException {
        this.channel = channel;
        this.regions = new LongBuffer[regions];
        this.bytesOfRegion = (long) Long.BYTES * longs;
        int together = Math.clamp(MAPPED_AT_ONCE / bytesOfRegion, 1, regions);
        for (int first = 0; first < regions; first += together) {
            int count = Math.min(together, regions - first);
            var mapped = channel.map(MapMode.READ_WRITE, first * bytesOfRegion, count * bytesOfRegion)
                    .order(ByteOrder.nativeOrder())
                    .asLongBuffer();
            for (int i = 0; i < count; i++) {
                this.regions[first + i] = mapped.slice(i * longs, longs);
            }
        }
    }

    /** @param folder is made if it isn't there */
    static ScratchFile in(Path folder, int regions, int longsOfARegion) throws IOException {
        Files.createDirectories(folder);
        var file = Files.createTempFile(folder, "known-usage-", ".scratch");
        return new ScratchFile(FileChannel.open(file, READ, WRITE, DELETE_ON_CLOSE), regions, longsOfARegion);
    }

    LongBuffer region(int region) {
        return regions[region];
    }

    /**
     * Takes room on the disk, and only what has it may be written: a mapped page that a full disk has no room for would
     * end the process.
     *
     * @throws IOException if there is no room
     */
    void reserve(int region, int fromLong, int toLong) throws IOException {
        Objects.checkFromToIndex(fromLong, toLong, regions[region].capacity());
        long at = region * bytesOfRegion + (long) Long.BYTES * fromLong;
        long end = region * bytesOfRegion + (long) Long.BYTES * toLong;
        while (at < end) {
            zeros.clear().limit((int) Math.min(zeros.capacity(), end - at));
            at += channel.write(zeros, at);
        }
    }
}
