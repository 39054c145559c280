package org.steadyflow.simulator.bench.result;

import java.util.List;

/**
 * What is published of other pumps; the same kind of figure, not the same conditions in every detail.
 *
 * @param figure as published
 * @param pump or other source
 */
public record KnownFigure(TestName test, String figure, String pump) {
    private static final String CADD = "CADD-Solis (ambulatory)";

    public static final List<KnownFigure> ALL = List.of(
            new KnownFigure(TestName.MEAN_ERROR, "+-5 %", "Infusomat, Alaris (volumetric)"),
            new KnownFigure(TestName.MEAN_ERROR, "+-6 % at 10 mL/h, not tested below", CADD),
            new KnownFigure(TestName.MEAN_ERROR, "+-2 %", "Medfusion, Perfusor (syringe)"),
            new KnownFigure(TestName.LOW_RATE, "+-0.1 mL/h at 2 mL/h and below", "Spectrum"),
            new KnownFigure(TestName.BACK_PRESSURE, "-17 to -7 % at +300 mmHg, -6 to +11 % at -100 mmHg", CADD),
            new KnownFigure(TestName.BACK_PRESSURE, "-1 to +2 % at +300 mmHg, claimed", "Medfusion (syringe)"),
            new KnownFigure(TestName.HEAD, "-12 to +7 % with the container 0.3 m below", CADD),
            new KnownFigure(TestName.TEMPERATURE, "-12 to -1 % at 2 C, +-10 % at 40 C", CADD),
            new KnownFigure(TestName.BOLUS, "-3.0 to +4.2 % at 0.05 mL, -0.07 to +2.35 % at 50 mL", CADD),
            new KnownFigure(TestName.OCCLUSION, "117 min at 0.5 mL/h, 15 min at 5 mL/h", "40 syringe pumps of 50 mL"),
            new KnownFigure(TestName.OCCLUSION, "218 s at 12 mL/h (70 kPa rise, 0.010 mL/kPa)", "reckoned example"),
            new KnownFigure(TestName.OCCLUSION, "released volume at most 0.5 mL", "ECRI, criterion"),
            new KnownFigure(TestName.OCCLUSION, "released volume below 0.3 mL with back-off", "Medfusion (syringe)"),
            new KnownFigure(TestName.AIR, "more than 1 mL in 15 min", "Alaris GP"),
            new KnownFigure(TestName.AIR, "more than 0.3 mL in one, or 4 mL/h", "B. Braun"),
            new KnownFigure(TestName.AIR, "10 to 40 uL", "Zevex, the detector alone"));

    /** Those of one test. */
    public static List<KnownFigure> of(TestName test) {
        return ALL.stream().filter(known -> known.test() == test).toList();
    }
}
