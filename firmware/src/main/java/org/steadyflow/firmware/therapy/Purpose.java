package org.steadyflow.firmware.therapy;

/** What the volume of a {@link Segment.Deliver} is for. */
public enum Purpose {
    /** The drug that was ordered. */
    DOSE,
    /** The same, on request: it is never resumed after a stop. */
    BOLUS,
    /** Rinses the line. */
    FLUSH,
    /** Goes on after the volume to infuse is in. */
    RUN_ON;

    /** Whether it counts in the volume to infuse. */
    public boolean isOrdered() {
        return switch (this) {
            case DOSE, BOLUS -> true;
            case FLUSH, RUN_ON -> false;
        };
    }
}
