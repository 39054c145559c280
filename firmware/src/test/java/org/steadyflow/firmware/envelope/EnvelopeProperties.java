package org.steadyflow.firmware.envelope;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import org.steadyflow.firmware.monitor.Envelope;
import org.steadyflow.firmware.monitor.EnvelopeFile;
import org.steadyflow.firmware.prescription.Prescription;
import org.steadyflow.firmware.prescription.Prescriptions;
import org.steadyflow.firmware.therapy.Program;
import org.steadyflow.firmware.therapy.ProgramCompiler;
import org.steadyflow.hal.device.Mechanism;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.hal.quantity.Volume;

/** The pharmacy's writer against the monitor's reader, which share nothing but a page of the documents. */
@Tag("REQ-160")
class EnvelopeProperties {
    private static final KeyPair KEYS = keys();
    private static final String SHA256 = "fedcba98765432100123456789abcdef".repeat(2);

    @Provide
    Arbitrary<Prescription> prescriptions() {
        return Prescriptions.any();
    }

    @Provide
    Arbitrary<Mechanism> mechanisms() {
        return Arbitraries.of(Mechanism.all());
    }

    @Property(tries = 500)
    void theMonitorReadsWhatThePharmacyWrote(
            @ForAll("prescriptions") Prescription prescription, @ForAll("mechanisms") Mechanism mechanism) {
        EnvelopeLimits limits = EnvelopeLimits.of(prescription, SHA256, mechanism);
        Envelope read = accepted(EnvelopeWriter.signed(limits, KEYS));
        assertEquals(0xfedcba9876543210L, read.id());
        assertEquals(limits.turn().nanolitres(), read.turnNl());
        assertEquals(limits.turn().microsteps(), read.turnDivisor());
        assertEquals(perHour(limits.highestRate()), read.highestRateNlPerH());
        assertEquals(perHour(limits.baseRate()), read.baseRateNlPerH());
        assertEquals(limits.volume().nanolitres(), read.volumeNl());
        assertEquals(limits.bolus().nanolitres(), read.bolusNl());
        assertEquals(limits.bolusWindow().toMillis(), read.bolusWindowMs());
        assertEquals(limits.hour().nanolitres(), read.hourNl());
        assertEquals(2_000_000, read.reverseNl());
    }

    @Property(tries = 500)
    void noSegmentIsFasterThanTheEnvelopeAndTheirSumIsNoMore(@ForAll("prescriptions") Prescription prescription) {
        EnvelopeLimits limits = EnvelopeLimits.of(prescription, SHA256, new Mechanism.Cassette());
        Program program = ProgramCompiler.compile(prescription);
        Volume sum = Volume.ZERO;
        for (int part = 0; part < program.end(); part++) {
            assertTrue(program.segment(part).rate().compareTo(limits.highestRate()) <= 0);
            sum = sum.plus(program.segment(part).volume());
        }
        assertTrue(sum.compareTo(limits.volume()) <= 0);
        assertTrue(limits.volume().compareTo(program.volumeToInfuse()) >= 0);
        assertTrue(limits.baseRate().compareTo(limits.highestRate()) <= 0);
    }

    @Property(tries = 500)
    void aFlippedBitIsRefusedWithASentence(
            @ForAll @IntRange(min = 0, max = EnvelopeFile.BYTES - 1) int at,
            @ForAll @IntRange(min = 0, max = 7) int bit) {
        byte[] bytes = example();
        bytes[at] ^= (byte) (1 << bit);
        String why = assertInstanceOf(EnvelopeFile.Reading.Refused.class, EnvelopeFile.read(bytes, KEYS.getPublic()))
                .why();
        assertTrue(why.startsWith("The monitor does not take this envelope: ") && why.endsWith("."));
    }

    @Property(tries = 50)
    void everyOtherLengthIsRefused(@ForAll @IntRange(min = 0, max = 400) int length) {
        byte[] bytes = Arrays.copyOf(example(), length);
        boolean isWhole = length == EnvelopeFile.BYTES;
        assertEquals(isWhole, EnvelopeFile.read(bytes, KEYS.getPublic()) instanceof EnvelopeFile.Reading.Accepted);
    }

    @Example
    void anotherPharmacysEnvelopeIsRefused() {
        assertInstanceOf(EnvelopeFile.Reading.Refused.class, EnvelopeFile.read(example(), keys().getPublic()));
    }

    private static byte[] example() {
        EnvelopeLimits limits = EnvelopeLimits.of(Prescriptions.any().sample(), SHA256, new Mechanism.Cassette());
        return EnvelopeWriter.signed(limits, KEYS);
    }

    private static Envelope accepted(byte[] bytes) {
        return assertInstanceOf(EnvelopeFile.Reading.Accepted.class, EnvelopeFile.read(bytes, KEYS.getPublic()))
                .envelope();
    }

    /** By another way than the writer's. */
    private static long perHour(FlowRate rate) {
        BigInteger hour = BigInteger.valueOf(rate.nanolitres()).multiply(BigInteger.valueOf(3_600_000_000_000L));
        BigInteger[] parts = hour.divideAndRemainder(BigInteger.valueOf(rate.perNs()));
        return parts[0].longValueExact() + parts[1].signum();
    }

    private static KeyPair keys() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
