package org.steadyflow.simulator.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.steadyflow.telemetry.message.AlarmCode;
import org.steadyflow.telemetry.message.OperatorVerb;

/** A demo under test, and what is really so at its pump: judged by the simulated world, never by a page. */
final class Bedside implements AutoCloseable {
    /** Longer than the gap between two pulses of any alarm tone. */
    private static final Duration PULSES = Duration.ofSeconds(20);

    /** At the demo's rate the shaft turns more than 1,000 microsteps in this time. */
    private static final Duration NOTICEABLE = Duration.ofSeconds(5);

    private final Demo demo;

    private Bedside(Demo demo) {
        this.demo = demo;
    }

    static Bedside start(Path folder, int speed) throws IOException {
        return start(new DemoSettings(speed, Optional.empty(), folder));
    }

    static Bedside start(DemoSettings settings) throws IOException {
        return new Bedside(Demo.start(settings));
    }

    /** A nurse accepts the example at the panel and starts it; the line is kinked four minutes of infusion later. */
    void infuse() throws IOException, InterruptedException, DemoPeople.GaveUpException {
        DemoPeople.await("the pump", Duration.ofSeconds(20), () -> demo.last()
                .map(record -> record.after().lastKnown().isEmpty())
                .orElse(false));
        try (DemoPeople people = new DemoPeople(demo.panel(), demo.console())) {
            people.accept(demo.prescription());
            people.nurse(OperatorVerb.START);
        }
    }

    void nurse(OperatorVerb verb) throws IOException, InterruptedException, DemoPeople.GaveUpException {
        try (DemoPeople people = new DemoPeople(demo.panel(), demo.console())) {
            people.nurse(verb);
        }
    }

    Demo demo() {
        return demo;
    }

    /** The world at the first tick that is at least so much of the pump's time after this one. */
    Glimpse after(Glimpse earlier, Duration pumpTime) {
        Duration from = earlier.at().plus(pumpTime);
        return Soon.get("the pump's time moves on", () -> demo.glimpse()
                .filter(later -> later.at().compareTo(from) >= 0));
    }

    Glimpse now() {
        return Soon.get("a tick", demo::glimpse);
    }

    /** Whether the shaft moves during a few seconds of the pump's time. */
    boolean isShaftTurning() {
        Glimpse first = now();
        return after(first, NOTICEABLE).shaftMicrosteps() > first.shaftMicrosteps();
    }

    /** Waits until so much is in the patient, mL. */
    void awaitGiven(double ml) {
        Glimpse _ = Soon.get("given: " + ml + " mL", () -> demo.glimpse().filter(seen -> seen.deliveredMl() >= ml));
    }

    /** Whether lamp and sounder tell of a high alarm after this instant. */
    boolean isAlarmedAfter(Glimpse earlier) {
        Glimpse later = after(earlier, PULSES);
        return later.lastRed().compareTo(earlier.at()) > 0 && later.lastTone().compareTo(earlier.at()) > 0;
    }

    /** Waits until the pump has this alarm; when that was, on this process's clock, in nanoseconds. */
    long awaitAlarm(AlarmCode code) {
        return Soon.get("the alarm " + code, () -> hasAlarm(code) ? Optional.of(System.nanoTime()) : Optional.empty());
    }

    boolean hasAlarm(AlarmCode code) {
        return demo.last().stream()
                .flatMap(record -> record.after().safety().board().alarms().stream())
                .anyMatch(alarm -> alarm.row().code() == code);
    }

    @Override
    public void close() {
        demo.close();
    }
}
