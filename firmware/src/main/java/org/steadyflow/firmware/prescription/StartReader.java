package org.steadyflow.firmware.prescription;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** Reads when the first flow begins. Of one reading, one thread. */
record StartReader(Section section) {
    private static final Bounds<Duration> DELAYS =
            Bounds.ofDuration(FileLimits.START_DELAY_LEAST, FileLimits.START_DELAY_MOST);

    /** A date of this century, a time to the second, and the offset from UTC that makes it one instant. */
    private static final String INSTANT =
            "20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9]{2}:[0-9]{2})";

    Optional<StartRule> read() {
        if (section.lacks(Fields.AFTER) && section.lacks(Fields.AT)) {
            section.report(
                    Fields.AFTER,
                    " is missing: " + Fields.AFTER.meaning() + "; add " + Fields.AFTER.asWritten()
                            + ", or an instant as " + Fields.AT.asWritten());
        }
        if (section.has(Fields.AFTER) && section.has(Fields.AT)) {
            section.report(Fields.AT, " stands beside a delay; keep one of the two");
        }
        Optional<StartRule> after =
                section.quantity(Fields.AFTER, QuantityText::duration, DELAYS).map(StartRule.After::new);
        Optional<StartRule> at = section.text(Fields.AT).flatMap(this::instant).map(StartRule.At::new);
        return after.or(() -> at);
    }

    private Optional<Instant> instant(String text) {
        if (text.matches(INSTANT)) {
            try {
                return Optional.of(OffsetDateTime.parse(text).toInstant());
            } catch (DateTimeException e) {
                section.reportValue(Fields.AT, "is a date or time that does not exist; write one that does");
                return Optional.empty();
            }
        }
        section.reportValue(
                Fields.AT,
                "is no instant; write date, time and offset from UTC like \"2026-11-22T08:00:00+01:00\", from 2000 to"
                        + " 2099");
        return Optional.empty();
    }
}
