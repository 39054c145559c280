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
import org.steadyflow.telemetry.journal.FileStorage;
import org.steadyflow.telemetry.journal.JournalLimits;
import org.steadyflow.telemetry.journal.JournalWriter;
import org.steadyflow.telemetry.message.Event;

/** Whose microsteps the stores of a pump count. */
@Tag("REQ-192")
class DataDirectoryTest {
    private static final Mechanism CASSETTE = new Mechanism.Cassette();
    private static final Optional<Mechanism> NOBODY_SAID = Optional.empty();

    @TempDir
    private Path dir;

    private Mechanism start(Optional<Mechanism> asked) throws IOException {
        return start(asked, Optional.empty());
    }

    private Mechanism start(Optional<Mechanism> asked, Optional<Mechanism> onBoard) throws IOException {
        try (DataDirectory data = DataDirectory.take(dir)) {
            return data.keepMechanism(asked, onBoard);
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
        try (JournalWriter journal =
                JournalWriter.open(FileStorage.at(dir.resolve("journal")), "pump-1", JournalLimits.DEFAULT)) {
            journal.append(1, 0, 0, new Event.PumpStarted("0", "first start"));
            journal.commit();
        }
        assertTrue(refused(Optional.of(Mechanism.Syringe.ML_60)).contains("cassette"));
        assertEquals(CASSETTE, start(NOBODY_SAID));
    }

    @Test
    void aFolderThatAnInstallerMadeForTheJournalIsNoStore() throws IOException {
        Files.createDirectories(dir.resolve("journal"));
        assertEquals(Mechanism.Syringe.ML_60, start(Optional.of(Mechanism.Syringe.ML_60)));
    }

    @Test
    void whatTheBoardFileNamesIsTakenAndKept() throws IOException {
        assertEquals(Mechanism.Syringe.ML_60, start(NOBODY_SAID, Optional.of(Mechanism.Syringe.ML_60)));
        assertEquals(Mechanism.Syringe.ML_60, start(NOBODY_SAID));
        assertEquals(
                Mechanism.Syringe.ML_60,
                start(Optional.of(Mechanism.Syringe.ML_60), Optional.of(Mechanism.Syringe.ML_60)));
    }

    @Test
    void aBoardFileThatNamesAnotherMechanismThanSettingOrStoresIsRefusedWithBothNames() throws IOException {
        String unlikeSetting = refused(Optional.of(CASSETTE), Optional.of(Mechanism.Syringe.ML_60));
        assertTrue(unlikeSetting.contains("cassette") && unlikeSetting.contains("syringe-60"), unlikeSetting);
        assertFalse(Files.exists(dir.resolve("mechanism")));
        start(NOBODY_SAID, Optional.of(CASSETTE));
        String unlikeStores = refused(NOBODY_SAID, Optional.of(Mechanism.Syringe.ML_60));
        assertTrue(unlikeStores.contains("cassette") && unlikeStores.contains("syringe-60"), unlikeStores);
        assertTrue(unlikeStores.contains("board file"), unlikeStores);
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
            assertEquals(Mechanism.Syringe.ML_20, data.keepMechanism(NOBODY_SAID, Optional.empty()));
        }
    }

    @Test
    @Tag("REQ-63")
    void aNewPumpWhoseDiskTakesNothingIsWhatItIsBuiltWith() throws IOException {
        Files.createDirectory(dir.resolve("lock"));
        try (DataDirectory data = DataDirectory.takeOrRead(dir)) {
            assertEquals(
                    Mechanism.Syringe.ML_20,
                    data.keepMechanism(Optional.of(Mechanism.Syringe.ML_20), Optional.empty()));
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
        return refused(asked, Optional.empty());
    }

    private String refused(Optional<Mechanism> asked, Optional<Mechanism> onBoard) {
        return String.valueOf(
                assertThrows(IOException.class, () -> start(asked, onBoard)).getMessage());
    }
}
