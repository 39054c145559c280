package org.steadyflow.firmware.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.steadyflow.hal.device.Mechanism;

/** Whose microsteps the stores of a pump count. */
@Tag("REQ-192")
class DataDirectoryTest {
    private static final Mechanism CASSETTE = new Mechanism.Cassette();
    private static final Optional<Mechanism> NOBODY_SAID = Optional.empty();

    @TempDir
    private Path dir;

    private Mechanism start(Optional<Mechanism> asked) throws IOException {
        try (DataDirectory data = DataDirectory.take(dir)) {
            return data.keepMechanism(asked);
        }
    }

    @Test
    void theFirstStartDecidesAndLaterOnesNeedNotSay() throws IOException {
        assertEquals(Mechanism.Syringe.ML_20, start(Optional.of(Mechanism.Syringe.ML_20)));
        assertEquals(Mechanism.Syringe.ML_20, start(NOBODY_SAID));
        assertEquals(Mechanism.Syringe.ML_20, start(Optional.of(Mechanism.Syringe.ML_20)));
        assertFalse(Files.exists(dir.resolve("mechanism.part")));
    }

    @Test
    void anotherMechanismIsRefusedWithBothNames() throws IOException {
        start(Optional.of(Mechanism.Syringe.ML_20));
        String why = refused(Optional.of(Mechanism.Syringe.ML_10));
        assertTrue(why.contains("syringe-20") && why.contains("syringe-10"), why);
        assertTrue(refused(Optional.of(CASSETTE)).contains("cassette"));
        assertEquals(Mechanism.Syringe.ML_20, start(NOBODY_SAID));
    }

    @Test
    void whereNobodySaysItIsTheCassette() throws IOException {
        assertEquals(CASSETTE, start(NOBODY_SAID));
        assertTrue(refused(Optional.of(Mechanism.Syringe.ML_60)).contains("cassette"));
    }

    @Test
    void storesFromBeforeThereWasAChoiceAreTheCassettes() throws IOException {
        Files.createDirectories(dir.resolve("journal"));
        assertTrue(refused(Optional.of(Mechanism.Syringe.ML_60)).contains("cassette"));
        assertEquals(CASSETTE, start(NOBODY_SAID));
    }

    @Test
    void aFileThatNamesNoMechanismIsRefusedAndNothingIsGuessed() throws IOException {
        for (String damaged : new String[] {"", "syringe-", "syringe-20\nsyringe-10", "x".repeat(5_000)}) {
            Files.writeString(dir.resolve("mechanism"), damaged);
            assertTrue(refused(NOBODY_SAID).contains("names no mechanism"), damaged);
            assertTrue(refused(Optional.of(CASSETTE)).contains("names no mechanism"), damaged);
        }
    }

    /** A directory where the lock should be refuses the write to anybody, as a disk does that can only be read. */
    @Test
    @Tag("REQ-63")
    void whatTakesNothingIsReadWhereTheCallerCanDoWithThat() throws IOException {
        start(Optional.of(Mechanism.Syringe.ML_20));
        Files.delete(dir.resolve("lock"));
        Files.createDirectory(dir.resolve("lock"));
        assertThrows(IOException.class, () -> DataDirectory.take(dir));
        try (DataDirectory data = DataDirectory.takeOrRead(dir)) {
            assertFalse(data.canWrite());
            assertEquals(Mechanism.Syringe.ML_20, data.keepMechanism(NOBODY_SAID));
        }
    }

    @Test
    @Tag("REQ-63")
    void aNewPumpWhoseDiskTakesNothingIsWhatItIsBuiltWith() throws IOException {
        Files.createDirectory(dir.resolve("lock"));
        try (DataDirectory data = DataDirectory.takeOrRead(dir)) {
            assertEquals(Mechanism.Syringe.ML_20, data.keepMechanism(Optional.of(Mechanism.Syringe.ML_20)));
        }
        assertFalse(Files.exists(dir.resolve("mechanism")));
    }

    /** A path that is not there is a wrong path, and not a disk that failed. */
    @Test
    void aDirectoryThatCannotBeMadeIsRefused() throws IOException {
        Path file = Files.createFile(dir.resolve("file"));
        assertThrows(IOException.class, () -> DataDirectory.takeOrRead(file.resolve("data")));
        try (DataDirectory _ = DataDirectory.take(dir)) {
            IOException inUse = assertThrows(IOException.class, () -> DataDirectory.takeOrRead(dir));
            assertTrue(String.valueOf(inUse.getMessage()).endsWith("another control process runs on it"));
        }
    }

    private String refused(Optional<Mechanism> asked) {
        return String.valueOf(
                assertThrows(IOException.class, () -> start(asked)).getMessage());
    }
}
