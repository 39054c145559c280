package org.steadyflow.simulator.world;

import java.util.Optional;
import org.steadyflow.hal.quantity.Volume;

/** Motor, mechanism, fluid and air together, one physics step after the other. */
final class Plant {
    /** Air that changes the line's compliance by 0.1 % of a stiff set's: less is not worth new weights. */
    private static final long AIR_STEP_FL = 1_000_000_000L;

    private static final long MOTOR_STREAM = 1;
    private static final long SET_STREAM = 2;

    private final StepperMotor motor;
    private final Displacer mechanism;
    private final FluidLine line;
    private final AirColumn air;
    private final CauseLog causes;
    private final double upstreamLineMl;
    private final Volume mostContainer;

    private boolean doorOpen;
    private boolean setSeated = true;
    private boolean clampFailed;
    private boolean freeFlow;
    private boolean monitorTripped;
    private long steppedNs;
    private boolean powered = true;
    private boolean jammed;
    private long lastKickNs = -World.GATE_HOLD_NS - World.STEP_NS;
    private long lastTurnNs = -1;
    private long airComplianceFl;
    private Optional<ConservationViolation> violation = Optional.empty();

    Plant(WorldParameters parameters, long seed, CauseLog causes) {
        this.motor = new StepperMotor(parameters.motor(), new RandomBits(seed, MOTOR_STREAM));
        this.mostContainer = parameters.mechanics().mechanism().mostContainer();
        checkFit(parameters.container().volumeMl());
        this.mechanism = mechanism(parameters, new RandomBits(seed, SET_STREAM));
        boolean rigid = mechanism instanceof SyringeDriver;
        this.line = new FluidLine(parameters.line(), parameters.container(), rigid);
        this.upstreamLineMl = rigid ? 0 : parameters.container().lineVolumeMl();
        this.air = new AirColumn(
                parameters.air(),
                Femtolitres.ofMl(upstreamLineMl) + line.upStoredFl(),
                Femtolitres.ofMl(parameters.line().volumeMl()) + line.downStoredFl());
        this.causes = causes;
    }

    private void checkFit(double millilitres) {
        if (millilitres > mostContainer.millilitres().doubleValue()) {
            throw new IllegalArgumentException("a container of " + millilitres + " mL does not fit");
        }
    }

    private static Displacer mechanism(WorldParameters parameters, RandomBits bits) {
        return switch (parameters.mechanics()) {
            case WorldParameters.Cassette cassette -> new PeristalticCassette(cassette, bits);
            case SyringeMechanics syringe -> new SyringeDriver(syringe, parameters.line(), bits);
        };
    }

    /** Whole steps up to this time. */
    void passTo(long timeNs) {
        while (steppedNs + World.STEP_NS <= timeNs) {
            step();
        }
    }

    private void step() {
        steppedNs += World.STEP_NS;
        boolean enabled = powered && gateUp() && !monitorTripped;
        long turned = motor.step(enabled);
        if (turned != 0) {
            lastTurnNs = steppedNs;
        }
        long displaced = mechanism.displaced(motor.shaftUnits(), turned, line.downstreamPa());
        long asked = displaced != 0 && clampOpen() && setSeated ? displaced : 0;
        mechanism.moved(line.step(freeFlow ? asked + line.freeFlowFl() : asked));
        if (mechanism.isJammed() != jammed) {
            jam(!jammed);
        }
        if (air.isPresent() || line.empty()) {
            followAir();
        }
        if (line.heldFl() != line.suppliedFl()) {
            noteViolation();
        }
    }

    /** Nothing but the plunger at its end, or a line closed for long, withstands the motor. */
    private void jam(boolean now) {
        jammed = now;
        motor.jam(now);
        if (now) {
            causes.begin(Cause.MOTOR_STALLED, steppedNs);
        } else {
            causes.end(Cause.MOTOR_STALLED, steppedNs);
        }
    }

    /** Liquid runs past the mechanism by its own weight where neither clamp nor mechanism closes the set. */
    private void noteFreeFlow() {
        freeFlow = clampFailed && (doorOpen || !setSeated);
        if (freeFlow) {
            causes.begin(Cause.FREE_FLOW, steppedNs);
        } else {
            causes.end(Cause.FREE_FLOW, steppedNs);
        }
    }

    private boolean gateUp() {
        return steppedNs - lastKickNs <= World.GATE_HOLD_NS;
    }

    private void followAir() {
        if (line.empty()) {
            causes.begin(Cause.CONTAINER_EMPTY, steppedNs);
            air.enter(line.lastAirInFl(), line.inflowFl() - line.lastInflowFl());
        }
        if (!air.isPresent()) {
            return;
        }
        causes.begin(Cause.AIR_IN_LINE, steppedNs);
        air.follow(line.pumpedFl(), line.patientFl());
        lowerColumn();
        if (Math.abs(air.belowPumpFl() - airComplianceFl) >= AIR_STEP_FL || !air.isPresent()) {
            updateAirCompliance();
        }
        if (!air.isPresent()) {
            causes.end(Cause.AIR_IN_LINE, steppedNs);
        }
    }

    private void updateAirCompliance() {
        airComplianceFl = air.belowPumpFl();
        line.airDownstream(Femtolitres.toMl(airComplianceFl));
    }

    /** The level sinks in the line below an empty vented container, and the head with it. */
    private void lowerColumn() {
        if (line.empty() && line.vented()) {
            double airAboveMl = Femtolitres.toMl(air.inLineFl() - air.belowPumpFl());
            line.head(Math.max(0, 1 - airAboveMl / upstreamLineMl));
        }
    }

    private void noteViolation() {
        if (violation.isEmpty()) {
            violation = Optional.of(new ConservationViolation(steppedNs, line.heldFl() - line.suppliedFl()));
        }
    }

    /** Hangs a bag or clamps a syringe in. */
    void load(Volume volume) {
        checkFit(volume.millilitres().doubleValue());
        line.refill(Femtolitres.of(volume));
        mechanism.load(motor.shaftUnits());
    }

    void doorOpen(boolean present) {
        doorOpen = present;
        noteFreeFlow();
    }

    void setSeated(boolean present) {
        setSeated = present;
        noteFreeFlow();
    }

    boolean isSetSeated() {
        return setSeated;
    }

    void clampFailed(boolean present) {
        clampFailed = present;
        noteFreeFlow();
    }

    void monitorTripped(boolean present) {
        monitorTripped = present;
    }

    void kick(long nowNs) {
        lastKickNs = nowNs;
    }

    void losePower() {
        powered = false;
        motor.losePower();
        lastKickNs = steppedNs - World.GATE_HOLD_NS - World.STEP_NS;
    }

    void regainPower() {
        powered = true;
        motor.regainPower();
    }

    void removeAir() {
        air.remove();
        line.head(1);
        updateAirCompliance();
    }

    /** The normally-closed clamp: open while the motor's rail is up and the driver is energised. */
    boolean clampOpen() {
        return powered && motor.energised() && gateUp();
    }

    boolean powered() {
        return powered;
    }

    long steppedNs() {
        return steppedNs;
    }

    long lastKickNs() {
        return lastKickNs;
    }

    long lastTurnNs() {
        return lastTurnNs;
    }

    StepperMotor motor() {
        return motor;
    }

    Displacer mechanism() {
        return mechanism;
    }

    FluidLine line() {
        return line;
    }

    AirColumn air() {
        return air;
    }

    Optional<ConservationViolation> violation() {
        return violation;
    }
}
