package org.steadyflow.hal.device;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.hal.quantity.MicrostepVolume;
import org.steadyflow.hal.quantity.Volume;

/**
 * What turns the motor's travel into flow, and what it can deliver. A pump has one for its life: its ledger counts the
 * microsteps of this mechanism.
 *
 * <p>Motor, driver and encoder are the same in all of them: 51,200 microsteps and 4,096 encoder counts a turn. A count
 * is 12.5 microsteps whatever it moves, so {@link MotorSample#ENCODER_RESOLUTION_MICROSTEPS} holds for each.
 */
public sealed interface Mechanism {
    /** 200 full steps of 256 microsteps in one turn of the motor. */
    int MICROSTEPS_PER_TURN = 51_200;

    /** Nanoseconds in an hour. */
    long NS_PER_HOUR = 3_600_000_000_000L;

    /** One word for files, options and sentences, for example {@code syringe-10}. */
    String label();

    /** Nominal volume of one microstep. */
    MicrostepVolume microstep();

    /** Turns of the motor in one of the part that the monitor's magnet sits on: the rotor, or the lead screw. */
    int motorTurnsOfMagnet();

    /** Slowest flow that is still a flow and not a row of jumps. */
    FlowRate leastRate();

    FlowRate mostRate();

    /** Most that one container may hold for it to fit. */
    Volume mostContainer();

    /** Every mechanism that a pump may have, the cassette first. */
    static List<Mechanism> all() {
        List<Mechanism> all = new ArrayList<>();
        all.add(new Cassette());
        all.addAll(Syringe.all());
        return List.copyOf(all);
    }

    /** The mechanism of this label; empty for none. */
    static Optional<Mechanism> labelled(String label) {
        return all().stream()
                .filter(mechanism -> mechanism.label().equals(label))
                .findFirst();
    }

    /** Peristaltic cassette: 0.10 mL in a turn of the motor, from any bag or bottle. */
    record Cassette() implements Mechanism {
        private static final MicrostepVolume MICROSTEP = new MicrostepVolume(100_000, MICROSTEPS_PER_TURN);

        @Override
        public String label() {
            return "cassette";
        }

        @Override
        public MicrostepVolume microstep() {
            return MICROSTEP;
        }

        @Override
        public int motorTurnsOfMagnet() {
            return 10;
        }

        @Override
        public FlowRate leastRate() {
            return new FlowRate(100_000, NS_PER_HOUR);
        }

        @Override
        public FlowRate mostRate() {
            return FlowRate.ofMillilitresPerHour(1_000);
        }

        @Override
        public Volume mostContainer() {
            return Volume.ofMillilitres(9_999);
        }
    }

    /**
     * A lead screw of 1 mm a turn that pushes the plunger of a disposable syringe of one make and size.
     *
     * <p>The greatest rate moves the plunger by half a millimetre a second. The least is one at which the stopper,
     * which then moves in jumps, still moves in every quarter of an hour (both design values).
     */
    final class Syringe implements Mechanism {
        public static final Syringe ML_1 = new Syringe(1, 478, 100_000, 30);
        public static final Syringe ML_3 = new Syringe(3, 866, 100_000, 100);
        public static final Syringe ML_5 = new Syringe(5, 1_206, 100_000, 200);
        public static final Syringe ML_10 = new Syringe(10, 1_450, 200_000, 300);
        public static final Syringe ML_20 = new Syringe(20, 1_913, 300_000, 500);
        public static final Syringe ML_60 = new Syringe(60, 2_672, 500_000, 1_000);

        /**
         * 355/113 is 0.085 ppm more than pi, and so is each volume made with it: the only error of these fractions.
         * Better ones do not fit a long in every product of a long infusion.
         */
        private static final long PI_TIMES_113 = 355;

        private static final long LEAD_UM = 1_000;

        private final int millilitres;
        private final int boreHundredthsMm;
        private final MicrostepVolume microstep;
        private final FlowRate leastRate;
        private final FlowRate mostRate;

        /** @param leastNlPerHour least rate, nanolitres per hour */
        private Syringe(int millilitres, int boreHundredthsMm, long leastNlPerHour, long mostMlPerHour) {
            this.millilitres = millilitres;
            this.boreHundredthsMm = boreHundredthsMm;
            this.microstep = microstep(boreHundredthsMm);
            this.leastRate = new FlowRate(leastNlPerHour, NS_PER_HOUR);
            this.mostRate = FlowRate.ofMillilitresPerHour(mostMlPerHour);
        }

        /** Pi/4 times the square of the bore times the lead; a square millimetre times a micrometre is 1 nL. */
        private static MicrostepVolume microstep(long boreHundredthsMm) {
            long area = PI_TIMES_113 * boreHundredthsMm * boreHundredthsMm;
            long unitsInSquareMm = 113 * 4 * 100 * 100;
            return new MicrostepVolume(area * LEAD_UM, unitsInSquareMm * MICROSTEPS_PER_TURN);
        }

        @Override
        public String label() {
            return "syringe-" + millilitres;
        }

        @Override
        public MicrostepVolume microstep() {
            return microstep;
        }

        @Override
        public int motorTurnsOfMagnet() {
            return 1;
        }

        @Override
        public FlowRate leastRate() {
            return leastRate;
        }

        @Override
        public FlowRate mostRate() {
            return mostRate;
        }

        @Override
        public Volume mostContainer() {
            return Volume.ofMillilitres(millilitres);
        }

        /** Every size, the smallest first. */
        public static List<Syringe> all() {
            return List.of(ML_1, ML_3, ML_5, ML_10, ML_20, ML_60);
        }

        /** Inner diameter of the barrel, hundredths of a millimetre. */
        public int boreHundredthsMm() {
            return boreHundredthsMm;
        }

        @Override
        public String toString() {
            return label();
        }
    }
}
