package org.steadyflow.firmware.monitor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the monitor's store says of what it was given. */
@Tag("REQ-355")
class StoreFileTest {
    @TempDir
    private Path dir = Path.of("");

    @Test
    void whatIsDurableIsWhatIsRead() throws IOException {
        Path file = dir.resolve("image");
        try (StoreFile store = new StoreFile(file)) {
            assertEquals(Optional.empty(), store.read());
            store.keep(new byte[] {1});
            long second = store.keep(new byte[] {2});
            await(() -> store.durable() == second);
            assertArrayEquals(new byte[] {2}, store.read().orElseThrow());
            assertFalse(store.fails());
        }
        try (StoreFile again = new StoreFile(file)) {
            assertArrayEquals(new byte[] {2}, again.read().orElseThrow());
        }
    }

    @Test
    void aFailureIsToldUntilItIsOverAndTheImageIsKeptThen() throws IOException {
        Path missing = dir.resolve("later");
        try (StoreFile store = new StoreFile(missing.resolve("image"))) {
            long first = store.keep(new byte[] {7});
            await(store::fails);
            assertEquals(0, store.durable());
            Files.createDirectory(missing);
            await(() -> store.durable() == first);
            assertFalse(store.fails());
        }
    }

    @Test
    void whatCannotBeReadIsADamagedImageAndNotNone() throws IOException {
        Path file = dir.resolve("image");
        Files.createDirectory(file);
        try (StoreFile store = new StoreFile(file)) {
            assertEquals(0, store.read().orElseThrow().length);
        }
    }

    private static void await(BooleanSupplier isSo) {
        long end = System.nanoTime() + 20_000_000_000L;
        while (!isSo.getAsBoolean() && System.nanoTime() < end) {
            LockSupport.parkNanos(1_000_000);
        }
        assertTrue(isSo.getAsBoolean());
    }
}
