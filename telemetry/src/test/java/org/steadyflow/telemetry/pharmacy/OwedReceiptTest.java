package org.steadyflow.telemetry.pharmacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.steadyflow.telemetry.message.Event;
import org.steadyflow.telemetry.message.PharmacyMessage;

/** Receipts to more pumps than the broker lets the pharmacy have messages in flight. */
class OwedReceiptTest {
    private static final int PUMPS = 12;
    private static final int LINES = 5;

    private final List<TestJournal> journals = new ArrayList<>();
    private final List<TestPump> pumps = new ArrayList<>();

    /** Nothing is sent twice here: a receipt that was refused and forgotten would never come. */
    @Test
    @Tag("REQ-138")
    void everyPumpGetsItsLatestReceiptThoughOneMessageMayBeInFlight(@TempDir Path dir) throws MqttException {
        assumeTrue(TestBroker.Kind.ONE_IN_FLIGHT.isInstalled(), "mosquitto is not installed");
        try (TestBroker broker = TestBroker.Kind.ONE_IN_FLIGHT.start(dir.resolve("broker"));
                Pharmacy pharmacy =
                        Pharmacy.start(PharmacyConfig.of(broker.uri(), dir.resolve("pharmacy")), new SettableClock())) {
            Soon.that("connected", pharmacy::isConnected);
            for (int i = 0; i < PUMPS; i++) {
                journals.add(journal("pump-" + i));
                pumps.add(new TestPump(broker.uri(), "pump-" + i, pharmacy.key()));
            }
            for (int seq = 1; seq <= LINES; seq++) {
                for (int i = 0; i < PUMPS; i++) {
                    pumps.get(i).send(journals.get(i), seq, seq);
                }
            }
            for (TestPump pump : pumps) {
                pump.awaitReceipt(LINES);
                assertEquals(LINES, upTo(pump.received()).getLast(), "and none after the latest");
            }
        } finally {
            for (TestPump pump : pumps) {
                pump.close();
            }
        }
    }

    private static TestJournal journal(String pump) {
        TestJournal journal = new TestJournal(pump);
        for (int i = 0; i < LINES; i++) {
            journal.add(new Event.LedgerFold(0, i, i, i + 10, i, i));
        }
        return journal;
    }

    private static List<Integer> upTo(List<PharmacyMessage> received) {
        return received.stream()
                .map(message -> (PharmacyMessage.Receipt) message)
                .map(receipt -> Math.toIntExact(receipt.upToSeq()))
                .toList();
    }
}
