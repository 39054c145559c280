package org.steadyflow.telemetry.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignaturesTest {
    @TempDir
    Path dir;

    @Test
    @Tag("REQ-133")
    void whatIsSignedVerifiesAndNothingElseDoes() throws IOException {
        KeyPair pair = Signatures.loadOrCreate(dir);
        KeyPair other = Signatures.loadOrCreate(dir.resolve("other"));
        SignedMessage signed = Signatures.sign("{\"name\":\"Zoë\"}", pair.getPrivate());

        assertTrue(Signatures.verify(signed, pair.getPublic()));
        assertFalse(Signatures.verify(signed, other.getPublic()));
        assertFalse(Signatures.verify(new SignedMessage("{\"name\":\"Zoe\"}", signed.signature()), pair.getPublic()));
        assertFalse(Signatures.verify(new SignedMessage(signed.body(), "not base64!"), pair.getPublic()));
        assertFalse(Signatures.verify(new SignedMessage(signed.body(), ""), pair.getPublic()));
    }

    @Test
    void theSecondStartFindsTheKeysOfTheFirst() throws IOException {
        KeyPair first = Signatures.loadOrCreate(dir);
        KeyPair second = Signatures.loadOrCreate(dir);

        assertEquals(first.getPublic(), second.getPublic());
        assertEquals(first.getPublic(), Signatures.readPublic(dir.resolve(Signatures.PUBLIC_FILE)));
        assertTrue(Signatures.verify(Signatures.sign("x", second.getPrivate()), first.getPublic()));
    }

    @Test
    void onlyTheOwnerReadsThePrivateKey() throws IOException {
        Signatures.loadOrCreate(dir);

        assertEquals(
                PosixFilePermissions.fromString("rw-------"),
                Files.getPosixFilePermissions(dir.resolve(Signatures.PRIVATE_FILE)));
    }

    @Test
    void aLostPublicFileIsWrittenAgain() throws IOException {
        KeyPair pair = Signatures.loadOrCreate(dir);
        Files.delete(dir.resolve(Signatures.PUBLIC_FILE));
        Signatures.loadOrCreate(dir);

        assertEquals(pair.getPublic(), Signatures.readPublic(dir.resolve(Signatures.PUBLIC_FILE)));
    }

    @Test
    void aBrokenKeyFileIsNamedAndNeverReplaced() throws IOException {
        Path file = dir.resolve(Signatures.PRIVATE_FILE);
        Files.write(file, "rubbish".getBytes(StandardCharsets.US_ASCII));

        IOException refused = assertThrows(IOException.class, () -> Signatures.loadOrCreate(dir));

        assertTrue(refused.toString().contains(Signatures.PRIVATE_FILE), refused.toString());
        assertEquals("rubbish", Files.readString(file));
    }
}
