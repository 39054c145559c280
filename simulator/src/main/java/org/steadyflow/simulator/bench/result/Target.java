package org.steadyflow.simulator.bench.result;

/** What this pump has to reach in the simulated world, and what stands against it. */
public enum Target {
    MEAN_OF_SETS(
            Limit.within(1),
            "mean error over all sets",
            "The spread of the sets is even, so the mean shows the type's calibration: a loss that every set has and the"
                    + " calibration does not know, back-pressure of the line for one, moves it."),
    EACH_SET(
            Limit.within(6),
            "mean error of each set",
            "Volume per turn differs by 4 % from set to set; what the line's own back-pressure and the temperature take"
                    + " comes on top."),
    WEIGHED_SET(
            Limit.within(2),
            "mean error of each set after a weighed prime",
            "A prime of 10 mL is weighed to 0.3 %; what the set's own slip and wear differ from the type's comes on top."),
    SYRINGE_MEAN(
            Limit.within(2),
            "mean error of each syringe",
            "Bore (2 % of volume) and pitch of the screw (0.1 %) are tolerances that no count of steps can see."),
    LOW_RATE_CASSETTE(
            Limit.within(5),
            "330 min window about the set's own mean",
            "At 0.1 mL/h a roller lets go each 50 minutes: a window holds a few of them, and one more or less shows."),
    LOW_RATE_SYRINGE(
            Limit.within(3),
            "330 min window about the syringe's own mean",
            "The stopper sticks and slips, and plunger and stopper store what the screw gives meanwhile."),
    TRUMPET_2_MIN(
            Limit.within(5),
            "2 min window about the set's own mean",
            "Each roller holds 83 uL, which is 12 s at 25 mL/h: ten of them in two minutes, and where a window cuts the last"
                    + " one decides."),
    TRUMPET_31_MIN(
            Limit.within(2),
            "31 min window about the set's own mean",
            "Only slow changes are left: creep, temperature."),
    CONDITION(
            Limit.within(5),
            "change against the same set at 0 mmHg, 20 C, water",
            "The tube refills worse in the cold (0.25 % a kelvin below 20 C) and the rollers slip against pressure (4 % per"
                    + " 100 mmHg), each give or take a quarter from set to set: what the type's calibration leaves is that"
                    + " quarter, and all of it where nothing is calibrated."),
    BOLUS_SMALL(
            Limit.within(10),
            "worst of 25 doses of 0.05 mL about the set's mean",
            "A dose of 0.05 mL is six tenths of a roller's 83 uL, and the dip at a roller's exit is in one dose and not in the"
                    + " next: without the rotor's place it cannot be told which. A 60 mL syringe gives it in a few"
                    + " slips of its stopper."),
    BOLUS_MIDDLE(
            Limit.within(3),
            "worst of 25 doses of 1 mL about the set's mean",
            "Twelve rollers a dose: a dip more or less at the ends."),
    BOLUS_LARGE(Limit.within(2), "worst of 25 doses of 50 mL about the set's mean", "Creep and temperature alone."),
    OCCLUSION_TIME(
            Limit.atMost(0),
            "no later than C dP / Q + 5 s at 300 mmHg",
            "The rollers slip against the growing pressure, so it grows slower than a pump that does not slip would make"
                    + " it; only the slope of the pressure tells sooner."),
    OCCLUSION_SLOPE(
            Limit.atMost(0),
            "half of C dP / Q below 5 mL/h",
            "Five steps of 20 mmHg in a row, each with as much volume as a closed line stores, and nine seconds for the median"
                    + " that keeps coughs out."),
    RELEASED(
            Limit.atMost(0.2),
            "released 30 s after the alarm, limits up to 300 mmHg",
            "What line and syringe store at the limit is C dP: 0.38 mL at 300 mmHg in a stiff set. The pump takes it back"
                    + " until pressure is 20 mmHg above its level, for 15 s at the most."),
    BUBBLE_FOUND(
            Limit.atLeast(100),
            "a bubble of 50 uL found at every rate up to 600 mL/h, limit 50",
            "The alarm is for more than the limit, and a set that gives more per turn than its label moves a bubble by in"
                    + " fewer steps than its volume: the alarm therefore comes at nine tenths of the limit."),
    BUBBLE_LEFT(
            Limit.atMost(0),
            "nothing at 20 uL, limit 50",
            "Both edge ticks of a bubble count as air, which adds to it what passes in two ticks."),
    EXTRA_VOLUME(
            Limit.atMost(0.32),
            "0.12 mL beyond what was due at 400 mL/h, and 0.2 mL of stored pressure",
            "Until a fault is known the motor runs on. Two faults at once are reported and have no target: a pressure sensor"
                    + " that sticks at a plausible value is known after 30 s without a change, and a line that is closed"
                    + " meanwhile stores what is pumped. The motor's own effort, or the second channel, could tell sooner."),
    ARITHMETIC(new Limit(-1, 1), "1 microstep after 30 days", "Every rounding is carried, so that nothing can add up.");

    private final double least;
    private final double most;
    private final String wording;
    private final String why;

    Target(Limit limit, String wording, String why) {
        this.least = limit.least();
        this.most = limit.most();
        this.wording = wording;
        this.why = why;
    }

    /** In the row's unit; those of occlusion times depend on line and rate and stand in the row. */
    public Limit limit() {
        return new Limit(least, most);
    }

    /** What it says, in words. */
    public String wording() {
        return wording;
    }

    /** What stands against it. */
    public String why() {
        return why;
    }
}
