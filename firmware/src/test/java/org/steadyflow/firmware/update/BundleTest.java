package org.steadyflow.firmware.update;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.steadyflow.telemetry.message.Signatures;

/** A bundle that was changed, cut, made by another, older or for another board is refused. */
@Tag("REQ-312")
class BundleTest {
    private static final String BOARD = "reference-1";
    private static final long SEED = 39;
    private static final int IMAGE_BYTES = 20_000;

    @TempDir
    private Path dir = Path.of("");

    private KeyPair vendor = new KeyPair(null, null);
    private Path bundle = Path.of("");

    @BeforeEach
    void makeABundle() throws IOException {
        vendor = Signatures.loadOrCreate(dir.resolve("vendor"));
        bundle = make("2.0.0", vendor);
    }

    @Test
    void aGoodOneIsGood() throws IOException {
        assertInstanceOf(BundleCheck.Answer.Good.class, check(bundle));
    }

    @Test
    void everyByteOfTheFirstLineCountsAndEveryBitOfItsEnd() throws IOException {
        byte[] good = Files.readAllBytes(bundle);
        int line = new String(good, StandardCharsets.ISO_8859_1).indexOf('\n');
        for (int at = 0; at <= line; at++) {
            // the last letters of the signature have bits that base64 does not need
            int bits = at > line - 16 ? Byte.SIZE : 1;
            for (int bit = 0; bit < bits; bit++) {
                assertRefused(flipped(good, at, bit), "byte " + at + ", bit " + bit);
            }
        }
    }

    @Test
    void aSampleOfTheBytesOfItsFilesCounts() throws IOException {
        byte[] good = Files.readAllBytes(bundle);
        Random random = new Random(SEED);
        for (int i = 0; i < 200; i++) {
            int at = random.nextInt(good.length);
            assertRefused(flipped(good, at, random.nextInt(Byte.SIZE)), "byte " + at);
        }
        assertRefused(flipped(good, good.length - 1, 0), "the last byte");
    }

    @Test
    void oneThatIsCutOrGoesOnIsRefused() throws IOException {
        byte[] good = Files.readAllBytes(bundle);
        Random random = new Random(SEED);
        assertRefused(new byte[0], "empty");
        assertRefused(Arrays.copyOf(good, good.length - 1), "a byte less");
        assertRefused(Arrays.copyOf(good, good.length + 1), "a byte more");
        for (int i = 0; i < 100; i++) {
            int length = random.nextInt(good.length);
            assertRefused(Arrays.copyOf(good, length), "cut at " + length);
        }
    }

    @Test
    void oneOfAnotherKeyIsRefused() throws IOException {
        KeyPair other = Signatures.loadOrCreate(dir.resolve("other"));
        assertInstanceOf(BundleCheck.Answer.Refused.class, check(make("2.0.0", other)));
    }

    @ParameterizedTest
    @CsvSource({"0.9.9, older", "1.4.0-SNAPSHOT, older", "1.3.99, older", "1.4.0, already"})
    void oneThatIsNotNewerIsRefused(String version, String why) throws IOException {
        var answer = assertInstanceOf(BundleCheck.Answer.Refused.class, check(make(version, vendor)));
        assertEquals(1, answer.reasons().size());
        assertTrue(answer.reasons().getFirst().contains(why), answer.reasons().getFirst());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.4.1", "1.10.0", "1.5.0-SNAPSHOT", "2.0.0"})
    void aNewerOneIsGood(String version) throws IOException {
        assertInstanceOf(BundleCheck.Answer.Good.class, check(make(version, vendor)));
    }

    @Test
    void oneForAnotherBoardIsRefusedTogetherWithAllElseThatIsWrong() throws IOException {
        Path old = make("1.0.0", vendor);
        byte[] bytes = Files.readAllBytes(old);
        Files.write(old, flipped(bytes, bytes.length - 1, 3));
        var answer = assertInstanceOf(
                BundleCheck.Answer.Refused.class,
                new BundleCheck(vendor.getPublic(), version("1.4.0"), "other-board").check(old));
        assertEquals(3, answer.reasons().size(), answer.reasons().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.4", "1.4.0.0", "v1.4.0", "1.04.0", "1.4.0-rc1", ""})
    void noBundleIsMadeOfAVersionWithoutAnOrder(String version) {
        assertThrows(IOException.class, () -> make(version, vendor));
    }

    private void assertRefused(byte[] bytes, String what) throws IOException {
        Path changed = Files.write(dir.resolve("changed"), bytes);
        assertInstanceOf(BundleCheck.Answer.Refused.class, check(changed), what);
    }

    private BundleCheck.Answer check(Path file) throws IOException {
        return new BundleCheck(vendor.getPublic(), version("1.4.0"), BOARD).check(file);
    }

    private Path make(String version, KeyPair keys) throws IOException {
        byte[] image = new byte[IMAGE_BYTES];
        new Random(SEED).nextBytes(image);
        Path boot = Files.write(dir.resolve("boot.img"), Arrays.copyOf(image, 1_000));
        Path root = Files.write(dir.resolve("root.img"), image);
        Path to = dir.resolve("bundle-" + version);
        BundleWriter.write(to, version, List.of(BOARD), List.of(boot, root), keys);
        return to;
    }

    private static ReleaseVersion version(String text) {
        return ReleaseVersion.parse(text).orElseThrow();
    }

    private static byte[] flipped(byte[] good, int at, int bit) {
        byte[] changed = good.clone();
        changed[at] ^= (byte) (1 << bit);
        return changed;
    }
}
