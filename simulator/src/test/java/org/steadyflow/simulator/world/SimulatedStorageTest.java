package org.steadyflow.simulator.world;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.steadyflow.telemetry.journal.StoredFile;

final class SimulatedStorageTest {
    private static final int SIZE = 2_048;

    private final SimulatedStorage storage = new SimulatedStorage(10_000, 1);

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(US_ASCII));
    }

    private static String read(StoredFile file, int count) throws IOException {
        byte[] read = new byte[count];
        assertEquals(count, file.read(0, ByteBuffer.wrap(read)));
        return new String(read, US_ASCII).replace('\0', '.');
    }

    @Test
    void whatIsWrittenIsReadThroughEveryHandle() throws IOException {
        StoredFile writer = storage.create("journal-1", SIZE);
        StoredFile reader = storage.open("journal-1");
        writer.write(2, bytes("abc"));
        assertEquals("..abc.", read(reader, 6));
        assertEquals(SIZE, reader.size());
        assertEquals(List.of("journal-1"), storage.names());
    }

    @Test
    void whatWasForcedSurvivesAPowerCut() throws IOException {
        StoredFile file = storage.create("a", SIZE);
        file.write(0, bytes("forced"));
        file.force();
        storage.cutPower();
        assertThrows(IOException.class, () -> file.write(0, bytes("late")));
        assertEquals("forced", read(storage.open("a"), 6));
    }

    @Test
    void whatWasNotForcedIsKeptLostOrTorn() throws IOException {
        Set<String> outcomes = new HashSet<>();
        for (int seed = 0; seed < 200; seed++) {
            SimulatedStorage disk = new SimulatedStorage(10_000, seed);
            StoredFile file = disk.create("a", SIZE);
            file.write(0, bytes("first-----"));
            file.write(10, bytes("second----"));
            disk.cutPower();
            outcomes.add(read(disk.open("a"), 20));
        }
        assertTrue(outcomes.contains("first-----second----"), outcomes::toString);
        assertTrue(outcomes.contains("..........second----"), outcomes::toString);
        assertTrue(outcomes.contains("first-----.........."), outcomes::toString);
        assertTrue(outcomes.contains("...................."), outcomes::toString);
        assertTrue(outcomes.contains("first-----second--.."), outcomes::toString);
    }

    @Test
    @Tag("REQ-163")
    void theSameSeedTearsTheSameWay() throws IOException {
        assertEquals(imageAfterCut(7), imageAfterCut(7));
    }

    private static String imageAfterCut(long seed) throws IOException {
        SimulatedStorage disk = new SimulatedStorage(10_000, seed);
        StoredFile file = disk.create("a", SIZE);
        for (int write = 0; write < 50; write++) {
            file.write(write * 20L, bytes("twenty bytes of text"));
        }
        disk.cutPower();
        return read(disk.open("a"), SIZE);
    }

    @Test
    void aFullDiskTakesNoNewFileAndStillWritesOldOnes() throws IOException {
        StoredFile old = storage.create("old", SIZE);
        storage.setFull(true);
        assertThrows(IOException.class, () -> storage.create("new", SIZE));
        assertEquals(List.of("old"), storage.names());
        old.write(0, bytes("x"));
        old.force();
        storage.setFull(false);
        storage.create("new", SIZE);
    }

    @Test
    void aDeletedFileMakesRoomAndIsReadByWhoHasItOpen() throws IOException {
        StoredFile big = storage.create("big", 10_000);
        big.write(0, bytes("x"));
        assertThrows(IOException.class, () -> storage.create("more", 1));
        storage.delete("big");
        storage.create("more", 10_000);
        assertEquals("x", read(big, 1));
    }

    @Test
    void afterAFailedForceALaterOneMakesNothingOfItDurable() throws IOException {
        int kept = 0;
        for (int seed = 0; seed < 100; seed++) {
            SimulatedStorage disk = new SimulatedStorage(10_000, seed);
            StoredFile file = disk.create("a", SIZE);
            file.write(0, bytes("x"));
            disk.failForces(true);
            assertThrows(IOException.class, file::force);
            disk.failForces(false);
            file.force();
            assertEquals("x", read(file, 1));
            disk.cutPower();
            kept += read(disk.open("a"), 1).equals("x") ? 1 : 0;
        }
        assertTrue(kept > 20 && kept < 80, "kept " + kept + " of 100");
    }

    @Test
    void aFailedWriteThrowsAndMayLeaveAPart() throws IOException {
        StoredFile file = storage.create("a", SIZE);
        storage.failWrites(true);
        assertThrows(IOException.class, () -> file.write(0, bytes("abcdef")));
        assertThrows(IOException.class, () -> storage.create("b", SIZE));
        assertTrue("abcdef".startsWith(read(file, 6).replace(".", "")));
    }

    @Test
    void wrongNamesAndPlacesAreRefused() throws IOException {
        assertThrows(IllegalArgumentException.class, () -> storage.create("../x", SIZE));
        assertThrows(IOException.class, () -> storage.open("absent"));
        StoredFile file = storage.create("a", 4);
        assertThrows(IOException.class, () -> storage.create("a", 4));
        assertThrows(IllegalArgumentException.class, () -> file.write(2, bytes("abc")));
        file.close();
        assertThrows(IOException.class, () -> file.write(0, bytes("a")));
    }
}
