package org.steadyflow.simulator.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("REQ-20")
@Tag("REQ-168")
class SignCommandTest {
    @TempDir
    private Path folder;

    private Path secret;
    private Path published;
    private Path order;
    private Path library;

    @BeforeEach
    void makeKeysAndFiles() throws IOException {
        Cli made = Cli.pump("sign", "--new-keys", folder.resolve("keys"));
        assertEquals(0, made.exit(), made::err);
        secret = folder.resolve("keys/pharmacy.key");
        published = folder.resolve("keys/pharmacy.pub");
        order = Files.copy(Cli.prescription("antibiotic-ceftriaxone"), folder.resolve("order.json"));
        library = Files.copy(Cli.EXAMPLES.resolve("library.json"), folder.resolve("library.json"));
    }

    @Test
    void whatIsSignedVerifies() {
        for (Path file : new Path[] {order, library}) {
            assertEquals(0, Cli.pump("sign", file, "--key", secret).exit());
            Cli verified = Cli.pump("sign", "--verify", file, "--key", published);
            assertEquals(0, verified.exit(), verified::err);
            assertTrue(verified.out().contains("was signed with the key"), verified::out);
        }
    }

    @Test
    void aSignatureGoesWhereItIsAskedTo() {
        Path there = folder.resolve("there.sig");
        assertEquals(0, Cli.pump("sign", order, "--key", secret, "--out", there).exit());
        assertEquals(1, Cli.pump("sign", "--verify", order, "--key", published).exit());
        assertEquals(
                0,
                Cli.pump("sign", "--verify", order, "--key", published, "--signature", there)
                        .exit());
    }

    @Test
    void whatWasChangedDoesNotVerify() throws IOException {
        Cli.pump("sign", order, "--key", secret);
        Files.writeString(order, Files.readString(order).replace("\"200 mL/h\"", "\"20 mL/h\""));
        Cli verified = Cli.pump("sign", "--verify", order, "--key", published);
        assertEquals(1, verified.exit());
        assertTrue(verified.out().contains("is not what was signed"), verified::out);
    }

    @Test
    void anotherKeyDoesNotVerify() {
        Cli.pump("sign", order, "--key", Cli.EXAMPLES.resolve("keys/EXAMPLE-never-trust.key"));
        Cli verified = Cli.pump("sign", "--verify", order, "--key", published);
        assertEquals(1, verified.exit());
        assertTrue(verified.out().contains("and this pump trusts"), verified::out);
    }

    @Test
    void theExampleLibraryVerifiesWithTheExampleKey() {
        Path key = Cli.EXAMPLES.resolve("keys/EXAMPLE-never-trust.pub");
        assertEquals(
                0,
                Cli.pump("sign", "--verify", Cli.EXAMPLES.resolve("library.json"), "--key", key)
                        .exit());
    }

    @Test
    void keysAreNeverReplaced() throws IOException {
        String before = Files.readString(secret);
        Cli.pump("sign", "--new-keys", folder.resolve("keys")).refusedFor("has keys already");
        assertEquals(before, Files.readString(secret));
    }

    @Test
    void whatCannotBeRunIsNotSigned() throws IOException {
        Files.writeString(order, Files.readString(order).replace("\"200 mL/h\"", "\"200 mL\""));
        Cli.pump("sign", order, "--key", secret).refusedFor("regimen.rate");
        assertTrue(Files.notExists(folder.resolve("order.json.sig")));
    }

    @Test
    void badArgumentsAreToldInASentence() throws IOException {
        Cli.pump("sign").refused();
        Cli.pump("sign", order).refused();
        Cli.pump("sign", order, "--new-keys", folder.resolve("more")).refused();
        Cli.pump("sign", "--verify", order, "--key", published, "--out", order).refused();
        Cli.pump("sign", order, "--key", secret, "--signature", order).refused();
        Cli.pump("sign", folder.resolve("none.json"), "--key", secret).refusedFor("there is no such file");
        Cli.pump("sign", order, "--key", published).refusedFor("has no -----BEGIN PRIVATE KEY-----");
        Cli.pump("sign", order, "--key", folder.resolve("none.key")).refusedFor("none.key");
        Files.writeString(folder.resolve("order.json.sig"), "{}");
        Cli.pump("sign", "--verify", order, "--key", published).refusedFor("it is no signature");
    }
}
