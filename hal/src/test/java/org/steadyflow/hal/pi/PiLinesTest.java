package org.steadyflow.hal.pi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import com.pi4j.io.i2c.I2C;
import com.pi4j.io.i2c.I2CConfig;
import com.pi4j.io.i2c.I2CProvider;
import com.pi4j.io.i2c.I2CProviderBase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.steadyflow.hal.board.BoardFile;
import org.steadyflow.hal.bus.BusResult;

class PiLinesTest {
    private static final BoardFile.Motor MOTOR =
            new BoardFile.Motor(Path.of("/dev/no-such-port"), 500_000, 1, BoardFile.Wiring.SINGLE_WIRE, 60, 30);

    @Test
    @Tag("REQ-324")
    void refusesAProviderThatOnlyPretends() {
        Context context = context(new Provider("mock-i2c"));
        String why = message(() -> PiLines.of(context));
        assertTrue(why.startsWith("the provider mock-i2c only pretends"), why);
        assertTrue(context.isShutdown());
    }

    @Test
    @Tag("REQ-321")
    void aSerialPortThatIsNotThereIsNamedWithTheFix() throws IOException {
        try (PiLines lines = PiLines.of(context(new Provider("some-i2c")))) {
            assertEquals(
                    "/dev/no-such-port is not there: enable the UART (enable_uart=1) or name the right port as motor.device",
                    message(() -> lines.serial(MOTOR)));
        }
    }

    @Test
    @Tag("REQ-321")
    void aFileThatIsNoSerialPortIsRefused(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("port"), "no port");
        try (PiLines lines = PiLines.of(context(new Provider("some-i2c")))) {
            String why = message(() -> lines.serial(MOTOR.at(file)));
            assertTrue(why.startsWith(file + " "), why);
        }
    }

    @Test
    @Tag("REQ-321")
    void aDeviceThatMayNotBeUsedNamesTheGroup() {
        Path device = Path.of("/dev/i2c-1");
        assertEquals(
                Optional.of("/dev/i2c-1 may not be used by " + System.getProperty("user.name")
                        + ": put that user into the group i2c"),
                DeviceFiles.problem(device, true, false, "", "i2c"));
        assertEquals(Optional.empty(), DeviceFiles.problem(device, true, true, "", "i2c"));
        assertEquals(
                Optional.of("/dev/i2c-1 is not there: enable it"),
                DeviceFiles.problem(device, false, false, "enable it", "i2c"));
    }

    @Test
    @Tag("REQ-321")
    void whatIsMissingIsToldWithTheLineOfTheBootConfigurationForIt() {
        assertEquals(
                "enable this bus in config.txt (dtparam=i2c_arm=on) and load the module i2c-dev (modprobe i2c-dev)",
                PiLines.missingBus(1));
        assertTrue(PiLines.missingBus(3).contains("(dtoverlay=i2c3)"), PiLines.missingBus(3));
        assertEquals("dtoverlay=pwm,pin=13,func=4", PiLines.overlay(13));
        assertEquals("dtoverlay=pwm,pin=18,func=2", PiLines.overlay(18));
    }

    @Test
    void whatABusThrowsIsAValue() throws IOException {
        try (PiLines lines = PiLines.of(context(new Provider("some-i2c")))) {
            assertEquals(BusResult.NOT_ACKNOWLEDGED, lines.i2c(1).transfer(0x48, new byte[1], new byte[2]));
            assertFalse(lines.i2c(1).transfer(0x48, new byte[1], new byte[0]).isOk());
        }
    }

    private static Context context(I2CProvider provider) {
        return Pi4J.newContextBuilder()
                .noAutoDetect()
                .disableShutdownHook()
                .add(provider)
                .build();
    }

    private interface Opening {
        void open() throws IOException;
    }

    private static String message(Opening opening) {
        return String.valueOf(assertThrows(IOException.class, opening::open).getMessage());
    }

    /** A bus on which nobody is. */
    private static final class Provider extends I2CProviderBase {
        Provider(String id) {
            super(id, id);
        }

        @Override
        public I2C create(I2CConfig config) {
            throw new IllegalStateException("Remote I/O error");
        }
    }
}
