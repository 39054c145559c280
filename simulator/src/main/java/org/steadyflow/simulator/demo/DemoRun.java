package org.steadyflow.simulator.demo;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.steadyflow.firmware.core.PumpState;
import org.steadyflow.firmware.core.TickRecord;
import org.steadyflow.firmware.safety.Alarm;
import org.steadyflow.hal.quantity.Volume;
import org.steadyflow.telemetry.link.LinkStatus;
import org.steadyflow.telemetry.message.OperatorVerb;
import tools.jackson.databind.JsonNode;

/** Plays the demo through: the nurse alone at the beginning, or nurse and pharmacist to the end. One thread. */
public final class DemoRun {
    private static final String PHARMACIST = "Demo pharmacist";
    private static final String OCCLUSION = "OCCLUSION_DOWNSTREAM";
    private static final Duration PAGES = Duration.ofSeconds(20);
    private static final Duration ALARM = Duration.ofMinutes(20);
    private static final Duration DOSE = Duration.ofHours(2);
    private static final Duration STORED = Duration.ofMinutes(2);

    private final Demo demo;
    private final long readyMs;
    private final long startNs = System.nanoTime();

    public DemoRun(Demo demo, long readyMs) {
        this.demo = demo;
        this.readyMs = readyMs;
    }

    /**
     * What a demo that played itself ended with.
     *
     * @param ok the dose completed and every event of the journal is stored at the pharmacy
     * @param why a sentence when it is not, else empty
     * @param alarmToConsoleMs people's time from the alarm at the pump to its being listed at the pharmacy
     */
    public record Summary(
            boolean ok,
            String why,
            boolean complete,
            BigDecimal programmedMl,
            BigDecimal trueDeliveredMl,
            long events,
            long eventsStored,
            long alarms,
            long alarmsAccepted,
            long alarmToConsoleMs,
            long readyMs,
            BigDecimal simulatedS,
            BigDecimal wallS) {}

    /** One line about how it goes. */
    public String progress() {
        LinkStatus status = demo.linkStatus();
        return String.format(
                Locale.ROOT,
                "%6.1f min  %s  %s, %d to store",
                demo.simulated().toMillis() / 60_000.0,
                demo.last().map(DemoRun::pump).orElse("starting"),
                link(status),
                status.backlog());
    }

    /** What in that line is worth a line of its own: the phase, the highest alarm and the state of the link. */
    public String situation() {
        String pump = demo.last()
                .map(record -> record.after().phase() + alarm(record.after()))
                .orElse("starting");
        return pump + "  " + link(demo.linkStatus());
    }

    private static String pump(TickRecord record) {
        PumpState state = record.after();
        String given = state.order().isEmpty()
                ? ""
                : "  due " + new Volume(state.progress().dueNl()) + " of "
                        + state.segment().volume();
        return state.phase() + given + alarm(state);
    }

    private static String alarm(PumpState state) {
        List<Alarm> alarms = state.safety().board().alarms();
        return alarms.isEmpty() ? "" : "  ALARM " + alarms.getFirst().row().code();
    }

    private static String link(LinkStatus status) {
        return status.state() == LinkStatus.State.CONNECTED ? "link up" : "no link: " + status.reason();
    }

    /** The nurse accepts and starts the example; the rest is for the people at the two pages. */
    public void playWithPeople() throws IOException, InterruptedException {
        try (DemoPeople people = new DemoPeople(demo.panel(), demo.console())) {
            begin(people);
        } catch (DemoPeople.GaveUpException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** Plays both people to the end, stops the pump, and waits until the pharmacy has everything. */
    public Summary playAlone() throws IOException, InterruptedException {
        long alarmToConsoleMs = -1;
        String why = "";
        try (DemoPeople people = new DemoPeople(demo.panel(), demo.console())) {
            try {
                begin(people);
                alarmToConsoleMs = answerAlarm(people);
                DemoPeople.await("the end of the dose", DOSE, demo.story()::isComplete);
                people.nurse(OperatorVerb.ACKNOWLEDGE);
                people.nurse(OperatorVerb.END);
                DemoPeople.await("the end of the prescription", STORED, demo.story()::isEnded);
            } catch (DemoPeople.GaveUpException e) {
                why = e.what();
            }
            demo.stopPump();
            return summary(people, why, alarmToConsoleMs);
        }
    }

    private void begin(DemoPeople people) throws IOException, InterruptedException, DemoPeople.GaveUpException {
        DemoPeople.await("the pump", PAGES, () -> demo.last()
                .map(record -> record.after().lastKnown().isEmpty())
                .orElse(false));
        people.accept(demo.prescription());
        people.nurse(OperatorVerb.START);
    }

    /** Waits for the alarm on both sides; the pharmacist accepts it, then the nurse frees the line and starts again. */
    private long answerAlarm(DemoPeople people) throws IOException, InterruptedException, DemoPeople.GaveUpException {
        DemoPeople.await("the occlusion alarm", ALARM, () -> isOnBoard(false));
        long raisedNs = System.nanoTime();
        boolean accepted = false;
        while (!accepted) {
            accepted = people.accept(Demo.PUMP, OCCLUSION, PHARMACIST);
            boolean tooLate = System.nanoTime() - raisedNs > STORED.toNanos();
            if (tooLate && !accepted) {
                throw new DemoPeople.GaveUpException("the alarm did not reach the pharmacy within 30 s");
            }
            Thread.sleep(10);
        }
        long toConsoleMs = Duration.ofNanos(System.nanoTime() - raisedNs).toMillis();
        DemoPeople.await("the pharmacist's acceptance at the bedside", STORED, () -> isOnBoard(true));
        people.nurse(OperatorVerb.ACKNOWLEDGE);
        DemoPeople.await("the end of the occlusion", ALARM, () -> !isOnBoard(false));
        people.nurse(OperatorVerb.START);
        return toConsoleMs;
    }

    private boolean isOnBoard(boolean accepted) {
        return demo.last()
                .map(record -> record.after().safety().board().alarms().stream()
                        .anyMatch(alarm -> alarm.row().code().name().equals(OCCLUSION)
                                && (!accepted || !alarm.acceptedBy().isEmpty())))
                .orElse(false);
    }

    private Summary summary(DemoPeople people, String why, long alarmToConsoleMs)
            throws IOException, InterruptedException {
        long events = demo.journalledSeq();
        long deadline = System.nanoTime() + STORED.toNanos();
        long stored = people.storedSeq(Demo.PUMP);
        while (stored < events && System.nanoTime() < deadline) {
            Thread.sleep(50);
            stored = people.storedSeq(Demo.PUMP);
        }
        JsonNode alarms = people.alarms();
        long accepted = alarms.valueStream()
                .filter(alarm -> !DemoPeople.isEmpty(alarm.path("accepted_ms")))
                .count();
        boolean complete = demo.story().isComplete();
        String reason =
                !why.isEmpty() || stored >= events ? why : "only " + stored + " of " + events + " events are stored";
        return new Summary(
                complete && reason.isEmpty(),
                reason,
                complete,
                demo.story().programmed().millilitres(),
                BigDecimal.valueOf(demo.truth().deliveredMl()).setScale(3, RoundingMode.HALF_UP),
                events,
                stored,
                alarms.size(),
                accepted,
                alarmToConsoleMs,
                readyMs,
                BigDecimal.valueOf(demo.simulated().toMillis(), 3),
                BigDecimal.valueOf(Duration.ofNanos(System.nanoTime() - startNs).toMillis(), 3));
    }
}
