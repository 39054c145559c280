package org.steadyflow.simulator.remote;

import org.steadyflow.hal.device.MonitorSample;
import org.steadyflow.hal.device.MonitorSample.AngleStatus;

/** Calls of the monitor's seams as lines of text, and its sample. Pure. */
final class MonitorLines {
    static final String READ = "monitor-read";
    static final String KICK = "monitor-kick";
    static final String CUT = "monitor-cut";
    static final String SOUND = "monitor-sound";
    static final String SILENCE = "monitor-silence";

    private static final String PREFIX = "monitor-";
    private static final String SAMPLE = "angle";
    private static final int SAMPLE_WORDS = 5;

    private MonitorLines() {}

    /** Whether the line is for the monitor's seams. */
    static boolean isOne(String line) {
        return line.startsWith(PREFIX);
    }

    static String of(MonitorSample sample) {
        return SAMPLE + " " + sample.angleStatus() + " " + sample.angleCounts() + " " + sample.stopKeyHeld() + " "
                + sample.railUp();
    }

    /** The sample with the reader's own clock, or {@link IllegalArgumentException} for what is none. */
    static MonitorSample sample(String line, long nowNs) {
        String[] words = line.split(" ", -1);
        if (words.length != SAMPLE_WORDS || !words[0].equals(SAMPLE)) {
            throw new IllegalArgumentException("no angle: " + line);
        }
        return new MonitorSample(
                nowNs,
                AngleStatus.valueOf(words[1]),
                Integer.parseInt(words[2]),
                words[3].equals("true"),
                words[4].equals("true"));
    }
}
