package org.steadyflow.simulator.run;

import java.time.Duration;
import java.util.Optional;
import org.steadyflow.firmware.core.Command;
import org.steadyflow.firmware.core.Order;
import org.steadyflow.firmware.core.Phase;
import org.steadyflow.firmware.prescription.ContainerUse;
import org.steadyflow.firmware.prescription.Regimen;
import org.steadyflow.firmware.therapy.BolusLog;
import org.steadyflow.firmware.therapy.WaitEnd;
import org.steadyflow.simulator.scenario.PersonAction;
import org.steadyflow.simulator.world.World;
import org.steadyflow.telemetry.message.Event;

/**
 * The nurse and the pharmacist: they accept and start the prescription, hang containers, and do what the scenario says.
 * A pump that was restarted before it took their first two commands is asked again. One thread.
 */
final class Bedside {
    private static final long ACCEPT_NS = 1_000_000_000L;
    private static final long START_NS = 2_000_000_000L;
    private static final long NOT_PROMPTED = -1;
    private static final String NURSE = "nurse";

    private final World world;
    private final Order order;
    private final String reason;
    private final Optional<Duration> confirmsAfter;
    private long promptedNs = NOT_PROMPTED;
    private boolean accepted;
    private boolean started;
    private boolean acceptAsked;
    private boolean startAsked;

    /**
     * @param reason why soft limits are passed
     * @param confirmsAfter how long a person takes to do what the pump asks for; empty where nobody is there
     */
    Bedside(World world, Order order, String reason, Optional<Duration> confirmsAfter) {
        this.world = world;
        this.order = order;
        this.reason = reason;
        this.confirmsAfter = confirmsAfter;
    }

    /** Before each tick: accepts the prescription after a second and starts it after another. */
    void visit(SimulatedPump pump, long nowNs) {
        if (!acceptAsked && nowNs >= ACCEPT_NS) {
            acceptAsked = true;
            pump.ask(new Command.Accept(order, NURSE, reason));
        } else if (!startAsked && accepted && nowNs >= START_NS) {
            startAsked = true;
            pump.ask(new Command.Start(NURSE));
        } else {
            answerPrompt(pump, nowNs);
        }
    }

    /** What the pump asks a person to do is done after a while: the container hung, the step confirmed. */
    private void answerPrompt(SimulatedPump pump, long nowNs) {
        if (pump.loop().state().phase() != Phase.WAITING || confirmsAfter.isEmpty()) {
            promptedNs = NOT_PROMPTED;
            return;
        }
        Optional<WaitEnd.Hang> hangs = pump.loop().state().hangs();
        if (pump.loop().state().prompt().isEmpty()) {
            promptedNs = NOT_PROMPTED;
        } else if (promptedNs == NOT_PROMPTED) {
            promptedNs = nowNs;
        } else if (nowNs - promptedNs >= confirmsAfter.get().toNanos()) {
            promptedNs = NOT_PROMPTED;
            hangs.ifPresent(hang -> world.refillContainer(hang.container().volume()));
            pump.ask(new Command.Start(NURSE));
        }
    }

    /** What was asked and not done went down with the pump. */
    void pumpRestarted() {
        acceptAsked = accepted;
        startAsked = started;
    }

    void heard(SimulatedPump pump, Event event) {
        switch (event) {
            case Event.PrescriptionAccepted _ -> accepted = true;
            case Event.InfusionStarted _ -> started = true;
            case Event.PartStarted part -> hangNextContainer(pump, part);
            default -> {}
        }
    }

    /** Each dose comes from a container of its own; the nurse hangs the next one as soon as a dose is in. */
    private void hangNextContainer(SimulatedPump pump, Event.PartStarted part) {
        boolean doseFollows = isOneContainer()
                && part.part() > 0
                && part.dose() == 0
                && !order.program().isAllDeliveredAt(part.part());
        if (doseFollows) {
            boolean flows = part.kind().equals("KEEP_OPEN");
            world.refillContainer(order.prescription().container().volume());
            if (flows) {
                pump.ask(new Command.Pause(NURSE));
            }
            pump.ask(new Command.ContainerChanged(NURSE));
            if (flows) {
                pump.ask(new Command.Start(NURSE));
            }
        }
    }

    private boolean isOneContainer() {
        return order.prescription().regimen() instanceof Regimen.Intermittent doses
                && doses.containers() == ContainerUse.ONE;
    }

    void act(SimulatedPump pump, PersonAction action) {
        switch (action) {
            case PersonAction.Titrate titrate -> pump.ask(new Command.Titrate(titrate.rate(), NURSE));
            case PersonAction.Plain plain -> act(pump, plain);
        }
    }

    private void act(SimulatedPump pump, PersonAction.Plain action) {
        switch (action) {
            case START -> pump.ask(new Command.Start(NURSE));
            case PAUSE -> pump.ask(new Command.Pause(NURSE));
            case ACKNOWLEDGE -> pump.ask(new Command.Acknowledge(NURSE));
            case AUDIO_PAUSE -> pump.ask(new Command.PauseAudio(NURSE));
            case ACCEPT_REMOTELY -> pump.acceptAll("pharmacist");
            case CHANGE_CONTAINER -> {
                world.refillContainer(order.prescription().container().volume());
                pump.ask(new Command.ContainerChanged(NURSE));
            }
            case REQUEST_BOLUS -> pump.ask(new Command.RequestBolus(BolusLog.Kind.DEMAND, "patient"));
            case CLINICIAN_BOLUS -> pump.ask(new Command.RequestBolus(BolusLog.Kind.CLINICIAN, NURSE));
            case RAMP_DOWN -> pump.ask(new Command.RampDown(NURSE));
        }
    }
}
