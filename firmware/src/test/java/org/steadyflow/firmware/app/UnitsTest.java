package org.steadyflow.firmware.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the service manager lets each process do. What it makes of the units is asked when the package is tried. */
@Tag("REQ-313")
class UnitsTest {
    private static final Path UNITS = Path.of("src/main/packaging/systemd");

    @ParameterizedTest
    @ValueSource(strings = {"control", "monitor"})
    void whoeverHoldsThePumpHasNoNetwork(String name) throws IOException {
        assertEquals(List.of("yes"), values(name, "PrivateNetwork"));
        assertEquals(List.of("any"), values(name, "IPAddressDeny"));
        assertEquals(List.of("AF_UNIX"), values(name, "RestrictAddressFamilies"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"control", "monitor"})
    void whoeverHoldsThePumpIsWatchedAndStaysDownAfterFiveStarts(String name) throws IOException {
        assertEquals(List.of("notify"), values(name, "Type"));
        assertEquals(List.of("main"), values(name, "NotifyAccess"));
        assertEquals(List.of("2"), values(name, "WatchdogSec"));
        assertEquals(List.of("always"), values(name, "Restart"));
        assertEquals(List.of("5"), values(name, "StartLimitBurst"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"control", "monitor", "panel", "link", "kiosk"})
    void everyProcessIsAUserOfItsOwnWithoutCapabilities(String name) throws IOException {
        assertEquals(List.of("steadyflow-" + name), values(name, "User"));
        assertEquals(List.of(""), values(name, "CapabilityBoundingSet"));
        assertEquals(List.of("yes"), values(name, "NoNewPrivileges"));
        assertEquals(List.of("strict"), values(name, "ProtectSystem"));
        assertEquals(1, values(name, "MemoryMax").size());
    }

    @Test
    void controlAndMonitorOpenNoDeviceOfTheOther() throws IOException {
        assertEquals(List.of("closed"), values("control", "DevicePolicy"));
        assertEquals(List.of("closed"), values("monitor", "DevicePolicy"));
        List<String> control = values("control", "DeviceAllow");
        List<String> monitor = values("monitor", "DeviceAllow");
        assertTrue(control.contains("/dev/i2c-1 rw") && !control.contains("/dev/i2c-3 rw"), control.toString());
        assertTrue(monitor.contains("/dev/i2c-3 rw") && !monitor.contains("/dev/i2c-1 rw"), monitor.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"link", "kiosk"})
    void whoeverKnowsANetworkMayNotReachTheOperatorSocket(String name) throws IOException {
        assertFalse(groups(name).contains("steadyflow-operator"));
        assertTrue(values(name, "InaccessiblePaths").stream()
                .anyMatch(paths -> paths.matches(".*-/run/steadyflow(/operator)?( .*|$)")));
    }

    /** Its session is in /run/user, which goes with the homes where these are protected all together. */
    @Test
    void theKioskHasItsSessionAndTheScreenAndNobodysHome() throws IOException {
        assertEquals(List.of("no"), values("kiosk", "ProtectHome"));
        assertTrue(values("kiosk", "InaccessiblePaths").contains("-/home -/root"));
        assertEquals(List.of("-/run/user"), values("kiosk", "ReadWritePaths"));
        assertTrue(values("kiosk", "Conflicts").toString().contains("display-manager.service"));
    }

    @Test
    void theMonitorStartsBeforeControl() throws IOException {
        assertTrue(values("control", "After").toString().contains("steadyflow-monitor.service"));
    }

    private static Set<String> groups(String name) throws IOException {
        return values(name, "SupplementaryGroups").stream()
                .flatMap(line -> List.of(line.split(" ", -1)).stream())
                .collect(Collectors.toSet());
    }

    private static List<String> values(String name, String key) throws IOException {
        return Files.readAllLines(UNITS.resolve("steadyflow-" + name + ".service")).stream()
                .filter(line -> line.startsWith(key + "="))
                .map(line -> line.substring(key.length() + 1))
                .toList();
    }
}
