package org.steadyflow.hal.chip;

import org.steadyflow.hal.bus.DigitalIn.Level;

/**
 * What is believed of one line whose contacts bounce: a level that was seen some samples in a row. Until another one
 * has been, the last one stays; a line that cannot be read as often becomes UNKNOWN. Immutable; whoever samples decides
 * how often, and so how long a contact may bounce.
 *
 * @param samples how many equal ones in a row are believed, 1 to {@value #MOST_SAMPLES}
 * @param believed UNKNOWN until something was seen often enough
 * @param last the latest sample
 * @param inRow how often in a row it was seen, up to {@code samples}
 */
public record Debounce(int samples, Level believed, Level last, int inRow) {
    /** Longer than this nobody holds a key. */
    public static final int MOST_SAMPLES = 100;

    public Debounce {
        if (samples < 1 || samples > MOST_SAMPLES || inRow < 0 || inRow > samples) {
            throw new IllegalArgumentException(inRow + " of " + samples + " samples in a row cannot be");
        }
    }

    /** Of a line that was not sampled yet. */
    public static Debounce of(int samples) {
        return new Debounce(samples, Level.UNKNOWN, Level.UNKNOWN, 0);
    }

    /** After one more sample. */
    public Debounce after(Level sample) {
        int row = sample == last ? Math.min(inRow + 1, samples) : 1;
        return new Debounce(samples, row == samples ? sample : believed, sample, row);
    }

    /** Whether the line is believed to be at this level; never so while it is UNKNOWN, whichever level is asked for. */
    public boolean isAt(Level level) {
        return believed == level && believed != Level.UNKNOWN;
    }
}
