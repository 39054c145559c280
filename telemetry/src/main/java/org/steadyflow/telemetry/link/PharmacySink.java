package org.steadyflow.telemetry.link;

import org.steadyflow.telemetry.message.PharmacyMessage;

/**
 * Takes what the pharmacy said, after it was found genuine, new and for this pump. Called on the link's thread, at most
 * once for each message; must not block for long.
 */
public interface PharmacySink {
    void accepted(PharmacyMessage.Acceptance acceptance);

    void present(PharmacyMessage.Presence presence);
}
