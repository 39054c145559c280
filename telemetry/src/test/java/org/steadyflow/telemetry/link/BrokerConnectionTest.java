package org.steadyflow.telemetry.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BrokerConnectionTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int MANY = BrokerConnection.LIMIT_WAITING;

    @ParameterizedTest
    @EnumSource(TestBroker.Kind.class)
    @Tag("REQ-142")
    void manyMessagesGoOutOneBehindTheOther(TestBroker.Kind kind, @TempDir Path dir) throws Exception {
        assumeTrue(kind.isInstalled(), "mosquitto is not installed");
        try (TestBroker broker = new TestBroker(kind, dir);
                BrokerConnection connection = BrokerConnection.open(broker.uri(), "many", "many", PATIENCE)) {
            for (int sent = 0; sent < MANY; sent++) {
                connection.publish("many", new byte[] {1});
            }
            int arrived = 0;
            while (arrived < MANY && connection.take(PATIENCE).isPresent()) {
                arrived++;
            }
            assertEquals(MANY, arrived);
        }
    }
}
