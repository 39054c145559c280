package org.steadyflow.telemetry.pharmacy;

import java.time.Duration;

/** When a pump counts as heard. */
final class Links {
    static final Duration QUIET_AFTER = Duration.ofSeconds(60);
    static final Duration SILENT_AFTER = Duration.ofSeconds(90);

    private Links() {}

    static View.Link of(long lastSeenMs, long nowMs) {
        long ageMs = nowMs - lastSeenMs;
        if (ageMs > SILENT_AFTER.toMillis()) {
            return View.Link.SILENT;
        }
        return ageMs > QUIET_AFTER.toMillis() ? View.Link.QUIET : View.Link.HEARD;
    }
}
