package org.steadyflow.telemetry.link;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.steadyflow.telemetry.message.PharmacyMessage;

/** Keeps what it was told. */
final class RecordingSink implements PharmacySink {
    final List<PharmacyMessage> told = new CopyOnWriteArrayList<>();

    @Override
    public void accepted(PharmacyMessage.Acceptance acceptance) {
        told.add(acceptance);
    }

    @Override
    public void present(PharmacyMessage.Presence presence) {
        told.add(presence);
    }
}
