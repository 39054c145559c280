package org.steadyflow.firmware.core;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.steadyflow.firmware.therapy.Segment;
import org.steadyflow.hal.device.SensorSample;
import org.steadyflow.telemetry.message.Event;

/** Follows what comes into the line, and how long the container hangs; tells the journal what a restart must know. */
final class LineWatch {
    /** What {@link Event.LineFilled#how} says. */
    static final String RAN = "RAN";

    static final String FLUSHED = "FLUSHED";
    static final String SET_OUT = "SET_OUT";
    static final String NEW_SET = "NEW_SET";

    private final LibraryDesk library;

    LineWatch(LibraryDesk library) {
        this.library = library;
    }

    /** The state after what happened in this tick. */
    PumpState after(PumpState state, SensorSample sample, List<Event> events) {
        PumpState told = state;
        int happened = events.size();
        for (int i = 0; i < happened; i++) {
            told = after(told, events.get(i), sample, events);
        }
        return withHangTime(withFlow(withSet(told, sample, events), events), sample, events);
    }

    private PumpState after(PumpState state, Event event, SensorSample sample, List<Event> events) {
        if (state.order().isEmpty()) {
            return state;
        }
        return switch (event) {
            case Event.PrescriptionAccepted _, Event.ContainerChanged _ ->
                hung(state, HangMark.hungAt(state.clocks().wallMs()), sample);
            case Event.Recovered _ -> hung(state, state.line().mark(), sample);
            case Event.PartEnded ended -> ended.complete() ? given(state, ended.part(), events) : state;
            default -> state;
        };
    }

    private PumpState hung(PumpState state, HangMark mark, SensorSample sample) {
        Order order = state.order().orElseThrow();
        Fluid fluid = Fluid.from(order, state.course().part());
        // a wall clock that was set back adds nothing: it is told by an alarm of its own
        Duration unseen = Duration.ofMillis(Math.max(state.clocks().wallMs() - mark.wallMs(), 0));
        Optional<HangWatch> watch = HangWatch.of(
                library.hangTimes(order.prescription(), fluid.name()),
                mark,
                unseen,
                state.clocks().tickNs(),
                sample.enclosure().boardMilliCelsius());
        return state.withLine(state.line().hung(mark, watch));
    }

    /** A flush counts when all of it is in. */
    private static PumpState given(PumpState state, int part, List<Event> events) {
        Order order = state.order().orElseThrow();
        boolean isKnown =
                part >= order.program().firstPart() && part < order.program().end();
        if (!isKnown || !(order.program().segment(part) instanceof Segment.Deliver deliver)) {
            return state;
        }
        Fluid fluid = Fluid.of(order.prescription(), order.program(), part, deliver);
        if (!fluid.rinses()) {
            return state;
        }
        events.add(new Event.LineFilled(part, fluid.name(), FLUSHED));
        return state.withLine(state.line().flushed(fluid.name()));
    }

    private static PumpState withSet(PumpState state, SensorSample sample, List<Event> events) {
        Line line = state.line();
        boolean isOut = !sample.enclosure().setSeated()
                && !line.setWasOut()
                && !line.history().names().isEmpty();
        if (!isOut) {
            return state;
        }
        events.add(new Event.LineFilled(state.course().part(), "", SET_OUT));
        return state.withLine(line.withSetOut());
    }

    private static PumpState withFlow(PumpState state, List<Event> events) {
        boolean flows = state.phase() == Phase.INFUSING && state.segment() instanceof Segment.Deliver;
        if (!flows) {
            return state;
        }
        Order order = state.order().orElseThrow();
        int part = state.course().part();
        String name = Fluid.from(order, part).name();
        List<String> names = state.line().history().names();
        if (!names.isEmpty() && names.getLast().equals(name)) {
            return state;
        }
        events.add(new Event.LineFilled(part, name, RAN));
        return state.withLine(state.line().ran(name));
    }

    private static PumpState withHangTime(PumpState state, SensorSample sample, List<Event> events) {
        Line line = state.line();
        if (line.hang().isEmpty()) {
            return state;
        }
        if (state.order().isEmpty()) {
            return state.withLine(line.hung(HangMark.NONE, Optional.empty()));
        }
        HangWatch before = line.hang().get();
        long nowNs = state.clocks().tickNs();
        if (!before.isDue(nowNs)) {
            return state;
        }
        HangWatch now = before.at(nowNs, sample.enclosure().boardMilliCelsius());
        boolean isTold = now.isOver() != before.isOver() || nowNs - now.toldNs() >= HangWatch.TELL_EVERY_NS;
        if (!isTold) {
            return state.withLine(line.hung(line.mark(), Optional.of(now)));
        }
        HangMark mark = new HangMark(now.usedPpm(), now.milliC(), state.clocks().wallMs());
        events.add(new Event.HangTimeUsed(state.course().part(), mark.usedPpm(), mark.milliC()));
        return state.withLine(line.hung(mark, Optional.of(now.told(nowNs))));
    }
}
