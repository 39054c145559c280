package org.steadyflow.simulator.world;

import java.util.Optional;
import org.steadyflow.hal.quantity.Volume;

/** Motor, mechanism, fluid and air together, one physics step after the other. */
final class Plant {
    /** Air that changes the line's compliance by 0.1 % of a stiff set's: less is not worth new weights. */
    private static final long AIR_STEP_FL = 1_000_000_000L;

    private static final long MOTOR_STREAM = 1;
    private static final long SET_STREAM = 2;

    private final WorldParameters parameters;
    private final StepperMotor motor;
    private final RandomBits setBits;
    private Displacer mechanism;
    private final FluidLine line;
    private final AirColumn air;
    private final Climate climate;
    private final Environs environs;
    private final Tape tape;
    private final Rail rail = new Rail();
    private final CauseLog causes;
    private final double upstreamLineMl;
    private final Volume mostContainer;

    private boolean doorOpen;
    private boolean setSeated = true;
    private boolean clampFailed;
    private boolean freeFlow;
    private long steppedNs;
    private boolean powered = true;
    private int powerCuts;
    private boolean jammed;
    private long lastKickNs = -World.GATE_HOLD_NS - World.STEP_NS;
    private long lastTurnNs = -1;
    private long airComplianceFl;
    private double strain;
    private boolean collapsing;
    private Optional<ConservationViolation> violation = Optional.empty();

    Plant(WorldParameters parameters, long seed, CauseLog causes) {
        this.parameters = parameters;
        this.motor = new StepperMotor(parameters.motor(), new RandomBits(seed, MOTOR_STREAM));
        this.setBits = new RandomBits(seed, SET_STREAM);
        this.climate = new Climate(parameters);
        this.mostContainer = parameters.mechanics().mechanism().mostContainer();
        checkFit(parameters.container().volumeMl());
        this.mechanism = newMechanism();
        boolean rigid = mechanism instanceof SyringeDriver;
        this.line = new FluidLine(parameters, rigid);
        this.upstreamLineMl = rigid ? 0 : parameters.container().lineVolumeMl();
        this.air = new AirColumn(
                parameters.air(),
                parameters.filter(),
                Femtolitres.ofMl(upstreamLineMl) + line.inlet().storedFl(),
                Femtolitres.ofMl(parameters.line().volumeMl()) + line.outlet().storedFl());
        this.causes = causes;
        this.environs = new Environs(parameters, seed, line, air, climate, causes);
        this.tape = new Tape(line.upstreamPa(), line.downstreamPa());
    }

    private void checkFit(double millilitres) {
        if (millilitres > mostContainer.millilitres().doubleValue()) {
            throw new IllegalArgumentException("a container of " + millilitres + " mL does not fit");
        }
    }

    private Displacer newMechanism() {
        return switch (parameters.mechanics()) {
            case WorldParameters.Cassette cassette ->
                new PeristalticCassette(cassette, climate.setCelsius(), motor.shaftUnits(), setBits);
            case SyringeMechanics syringe -> new SyringeDriver(syringe, parameters.line(), setBits);
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
        boolean live = railUp();
        long turned = motor.step(live && gateUp(), live);
        if (turned != 0) {
            lastTurnNs = steppedNs;
        }
        double downPa = line.downstreamPa();
        double upPa = line.upstreamPa();
        tape.note(upPa, downPa, steppedNs, motor.shaftUnits());
        long displaced = mechanism.displaced(motor.shaftUnits(), turned, downPa, upPa);
        long asked = displaced != 0 && clampOpen() && setSeated ? displaced : 0;
        mechanism.moved(line.step(freeFlow ? asked + line.freeFlowFl() : asked));
        if (mechanism.isJammed() != jammed) {
            jam(!jammed);
        }
        double missed = mechanism.missedShare(downPa);
        if (missed != strain) {
            strain(missed);
        }
        if (air.isPresent() || line.inlet().empty()) {
            followAir();
        }
        if (line.inlet().collapsing() != collapsing) {
            collapse(!collapsing);
        }
        if (steppedNs >= environs.nextNs()) {
            environs.act(steppedNs, mechanism);
        }
        if (line.heldFl() != line.suppliedFl()) {
            noteViolation();
        }
    }

    private void collapse(boolean now) {
        collapsing = now;
        causes.set(Cause.CONTAINER_COLLAPSING, now, steppedNs);
    }

    /** The motor pushes against nearly, or wholly, more than it can. */
    private void strain(double share) {
        motor.strain(share);
        causes.set(Cause.MOTOR_STALLED, share > 0, steppedNs);
        strain = share;
    }

    /** Nothing but the plunger at its end, or a line closed for long, withstands the motor. */
    private void jam(boolean now) {
        jammed = now;
        motor.jam(now);
        causes.set(Cause.MOTOR_STALLED, now, steppedNs);
    }

    /** Liquid runs past the mechanism by its own weight where neither clamp nor mechanism closes the set. */
    private void noteFreeFlow() {
        freeFlow = clampFailed && (doorOpen || !setSeated);
        causes.set(Cause.FREE_FLOW, freeFlow, steppedNs);
    }

    private boolean gateUp() {
        return steppedNs - lastKickNs <= World.GATE_HOLD_NS;
    }

    private void followAir() {
        InletLine inlet = line.inlet();
        if (inlet.empty()) {
            causes.begin(Cause.CONTAINER_EMPTY, steppedNs);
            air.enter(inlet.lastAirInFl(), inlet.inflowFl() - inlet.lastInflowFl());
        }
        if (!air.isPresent()) {
            return;
        }
        causes.begin(Cause.AIR_IN_LINE, steppedNs);
        double roomPa = OutletLine.ROOM_MMHG * FluidLine.PA_PER_MMHG;
        air.follow(line.pumpedFl(), line.outlet().patientFl(), roomPa / (roomPa + Math.max(0, line.downstreamPa())));
        line.outlet().followAir();
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
        line.outlet().air(Femtolitres.toMl(airComplianceFl));
    }

    /** The level sinks in the line below an empty vented container, and the head with it. */
    private void lowerColumn() {
        if (line.inlet().empty() && line.inlet().vented()) {
            double airAboveMl = Femtolitres.toMl(air.inLineFl() - air.belowPumpFl());
            line.inlet().column(Math.max(0, 1 - airAboveMl / upstreamLineMl));
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
        line.inlet().refill(Femtolitres.of(volume));
        mechanism.load(motor.shaftUnits());
        environs.hung(steppedNs);
    }

    /** A new cassette, or syringe of the same make, with figures of its own; the line keeps what is in it. */
    void replaceSet() {
        mechanism = newMechanism();
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

    void kick(long nowNs) {
        lastKickNs = nowNs;
    }

    void losePower() {
        powered = false;
        powerCuts++;
        motor.losePower();
        lastKickNs = steppedNs - World.GATE_HOLD_NS - World.STEP_NS;
        rail.losePower();
    }

    void regainPower() {
        powered = true;
        motor.regainPower();
    }

    void removeAir() {
        air.remove();
        line.inlet().column(1);
        updateAirCompliance();
    }

    /** The normally-closed clamp: open while the motor's rail is up and the driver is energised. */
    boolean clampOpen() {
        return railUp() && motor.energised() && gateUp();
    }

    /** Whether the motor's rail has voltage. */
    boolean railUp() {
        return powered && rail.isUp(steppedNs);
    }

    Rail rail() {
        return rail;
    }

    boolean powered() {
        return powered;
    }

    int powerCuts() {
        return powerCuts;
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

    Environs environs() {
        return environs;
    }

    Tape tape() {
        return tape;
    }

    Optional<ConservationViolation> violation() {
        return violation;
    }
}
