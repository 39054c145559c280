package org.steadyflow.telemetry.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileStorageTest {
    private static final byte[] HELLO = {1, 2, 3};

    @TempDir
    Path dir;

    @Test
    @Tag("REQ-68")
    void aFileIsBornWithItsSizeInZeros() throws IOException {
        FileStorage storage = FileStorage.at(dir);
        storage.create("ledger-a", 100_000).close();

        assertArrayEquals(new byte[100_000], Files.readAllBytes(dir.resolve("ledger-a")));
        assertEquals(List.of("ledger-a"), storage.names());
    }

    @Test
    void whatOneHandleWroteAnotherReads() throws IOException {
        FileStorage storage = FileStorage.at(dir);
        try (StoredFile one = storage.create("f", 10);
                StoredFile other = FileStorage.readOnly(dir).open("f")) {
            one.write(7, ByteBuffer.wrap(HELLO));
            ByteBuffer read = ByteBuffer.allocate(20);
            assertEquals(3, other.read(7, read));
            assertEquals(ByteBuffer.wrap(HELLO), read.flip());
            other.force();
        }
    }

    @Test
    void aFileNeverGrows() throws IOException {
        try (StoredFile file = FileStorage.at(dir).create("f", 10)) {
            assertThrows(IllegalArgumentException.class, () -> file.write(8, ByteBuffer.wrap(HELLO)));
            assertEquals(10, file.size());
        }
    }

    @Test
    void whatAPowerCutLeftHalfMadeIsNotSeenAndNotInTheWay() throws IOException {
        Files.write(dir.resolve("f.new"), HELLO);
        FileStorage storage = FileStorage.at(dir);
        assertEquals(List.of(), storage.names());

        storage.create("f", 10).close();

        assertEquals(List.of("f"), storage.names());
    }

    @Test
    void anExistingFileIsNotMadeAgain() throws IOException {
        FileStorage storage = FileStorage.at(dir);
        storage.create("f", 10).close();

        assertThrows(IOException.class, () -> storage.create("f", 10));
    }

    @Test
    void aReaderCanNeitherMakeNorDelete() throws IOException {
        FileStorage.at(dir).create("f", 10).close();
        FileStorage reader = FileStorage.readOnly(dir);

        assertThrows(IOException.class, () -> reader.create("g", 10));
        assertThrows(IOException.class, () -> reader.delete("f"));
        assertEquals(List.of("f"), reader.names());
    }

    @Test
    void aNameThatLeavesTheDirectoryIsRefused() throws IOException {
        FileStorage storage = FileStorage.at(dir);

        assertThrows(IllegalArgumentException.class, () -> storage.open("../f"));
        assertThrows(IllegalArgumentException.class, () -> storage.create("F", 1));
    }
}
