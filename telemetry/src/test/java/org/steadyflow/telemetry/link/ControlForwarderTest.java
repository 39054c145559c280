package org.steadyflow.telemetry.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.steadyflow.telemetry.Eventually.eventually;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.steadyflow.telemetry.local.LineHandler;
import org.steadyflow.telemetry.local.LocalServer;
import org.steadyflow.telemetry.message.Json;
import org.steadyflow.telemetry.message.PharmacyMessage;

class ControlForwarderTest {
    private static final PharmacyMessage.Acceptance ACCEPTANCE =
            new PharmacyMessage.Acceptance("pump-1", 7, 2, 40, 3, "R. Pharmacist");
    private static final PharmacyMessage.Presence PRESENCE =
            new PharmacyMessage.Presence("pump-1", 8, 1_700_000_000_000L, "R. Pharmacist");

    @TempDir
    Path dir;

    private final List<PharmacyMessage> heard = new CopyOnWriteArrayList<>();

    @Test
    void controlHearsWhatThePharmacySaid() throws Exception {
        Path socket = dir.resolve("link.sock");
        try (LocalServer control = listen(socket);
                ControlForwarder forwarder = new ControlForwarder(socket)) {
            forwarder.accepted(ACCEPTANCE);
            forwarder.present(PRESENCE);
            eventually("heard", () -> heard.size() == 2);
            assertEquals(List.of(ACCEPTANCE, PRESENCE), heard);
            assertEquals(1, control.peers());
        }
    }

    @Test
    void anAcceptanceWaitsForAControlThatIsDownAndAPresenceDoesNot() throws Exception {
        Path socket = dir.resolve("link.sock");
        try (ControlForwarder forwarder = new ControlForwarder(socket)) {
            forwarder.present(PRESENCE);
            forwarder.accepted(ACCEPTANCE);
            try (LocalServer control = listen(socket)) {
                forwarder.present(PRESENCE);
                eventually("heard", () -> heard.size() == 2);
                assertEquals(1, control.peers());
            }
        }
        assertEquals(List.of(ACCEPTANCE, PRESENCE), heard);
    }

    private LocalServer listen(Path socket) throws Exception {
        return LocalServer.start(socket, peer -> new LineHandler() {
            @Override
            public void line(String line) {
                heard.add(Json.MAPPER.readValue(line, PharmacyMessage.class));
            }

            @Override
            public void ended(String why) {}
        });
    }
}
