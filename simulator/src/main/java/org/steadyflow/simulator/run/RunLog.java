package org.steadyflow.simulator.run;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.steadyflow.simulator.world.WorldTruth;
import org.steadyflow.telemetry.message.AlarmCode;
import org.steadyflow.telemetry.message.Event;

/** Collects parts and alarms of a run for its result, with the world's own volumes and times. One thread. */
final class RunLog {
    /** Alarms and parts that a result lists; later ones are counted by the journal only. */
    private static final int LIMIT = 10_000;

    private final WorldTruth truth;
    private final List<OpenPart> parts = new ArrayList<>();
    private final List<OpenAlarm> alarms = new ArrayList<>();
    private boolean anyMayMove;

    RunLog(WorldTruth truth) {
        this.truth = truth;
    }

    private static final class OpenPart {
        private final String name;
        private long startNs;
        private double startMl;
        private Optional<Long> endNs = Optional.empty();
        private double endMl;
        private boolean started;

        OpenPart(String name, long startNs, double startMl) {
            this.name = name;
            this.startNs = startNs;
            this.startMl = startMl;
        }
    }

    private static final class OpenAlarm {
        private final Event.AlarmRaised raised;
        private final long raisedNs;
        private Optional<Long> motorStoppedNs = Optional.empty();
        private Optional<Long> endedNs = Optional.empty();

        OpenAlarm(Event.AlarmRaised raised, long raisedNs) {
            this.raised = raised;
            this.raisedNs = raisedNs;
        }
    }

    void take(Event event) {
        switch (event) {
            case Event.PartStarted part -> startPart(part);
            case Event.InfusionStarted _ -> startFlow();
            case Event.PartEnded _ -> endPart();
            case Event.PrescriptionEnded _ -> endPart();
            case Event.AlarmRaised raised -> raise(raised);
            case Event.AlarmEnded ended -> end(ended.alarm());
            default -> {}
        }
    }

    /** Called after each tick's physics: notes when the shaft stood still. */
    void watchMotor() {
        if (!anyMayMove || truth.motorTurning()) {
            return;
        }
        for (OpenAlarm alarm : alarms) {
            String action = alarm.raised.action();
            boolean stops = !action.equals("CONTINUE") && !action.equals("KEEP_OPEN");
            if (stops && alarm.motorStoppedNs.isEmpty()) {
                alarm.motorStoppedNs = Optional.of(Math.max(truth.lastTurnNs(), 0));
            }
        }
        anyMayMove = false;
    }

    List<RunResult.Part> parts() {
        return parts.stream()
                .map(part -> new RunResult.Part(
                        part.name,
                        seconds(part.startNs),
                        part.endNs.map(RunLog::seconds),
                        millilitres((part.endNs.isPresent() ? part.endMl : truth.deliveredMl()) - part.startMl)))
                .toList();
    }

    List<RunResult.RaisedAlarm> alarms() {
        return alarms.stream()
                .map(alarm -> new RunResult.RaisedAlarm(
                        alarm.raised.code(),
                        alarm.raised.priority(),
                        seconds(alarm.raisedNs),
                        alarm.motorStoppedNs.map(RunLog::seconds),
                        alarm.endedNs.map(RunLog::seconds)))
                .toList();
    }

    boolean wasRaised(AlarmCode code) {
        return alarms.stream().anyMatch(alarm -> alarm.raised.code() == code);
    }

    /** Whether this alarm was raised and has not ended. */
    boolean isOpen(AlarmCode code) {
        return alarms.stream().anyMatch(alarm -> alarm.raised.code() == code && alarm.endedNs.isEmpty());
    }

    static BigDecimal seconds(long ns) {
        return BigDecimal.valueOf(ns, 9).setScale(3, RoundingMode.HALF_UP);
    }

    static BigDecimal millilitres(double ml) {
        return BigDecimal.valueOf(ml).setScale(6, RoundingMode.HALF_UP);
    }

    private void startPart(Event.PartStarted part) {
        if (parts.size() < LIMIT) {
            parts.add(new OpenPart(part.name(), truth.nowNs(), truth.deliveredMl()));
            parts.getLast().started = parts.size() > 1;
        }
    }

    /** A part that was announced before anybody pressed start begins with the first start. */
    private void startFlow() {
        if (!parts.isEmpty() && !parts.getLast().started) {
            parts.getLast().started = true;
            parts.getLast().startNs = truth.nowNs();
            parts.getLast().startMl = truth.deliveredMl();
        }
    }

    private void endPart() {
        if (!parts.isEmpty() && parts.getLast().endNs.isEmpty()) {
            parts.getLast().endNs = Optional.of(truth.nowNs());
            parts.getLast().endMl = truth.deliveredMl();
        }
    }

    private void raise(Event.AlarmRaised raised) {
        if (alarms.size() < LIMIT) {
            alarms.add(new OpenAlarm(raised, truth.nowNs()));
            anyMayMove = true;
        }
    }

    private void end(long number) {
        for (OpenAlarm alarm : alarms) {
            if (alarm.raised.alarm() == number && alarm.endedNs.isEmpty()) {
                alarm.endedNs = Optional.of(truth.nowNs());
            }
        }
    }
}
