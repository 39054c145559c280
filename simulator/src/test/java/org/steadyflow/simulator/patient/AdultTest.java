package org.steadyflow.simulator.patient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class AdultTest {
    @ParameterizedTest
    @EnumSource
    void aLongInfusionEndsAtRateOverClearance(Opioid drug) {
        Adult adult = new Adult(drug);
        double perSecond = 0.1;
        for (int second = 0; second < 60 * 86_400; second++) {
            adult.second(perSecond);
        }
        double clearanceLitresPerMin = drug.centralLitres * drug.k10;
        double expected = perSecond * 60 / clearanceLitresPerMin;
        assertEquals(expected, adult.plasmaNgPerMl(), expected * 0.001);
        assertEquals(expected, adult.effectNgPerMl(), expected * 0.001);
    }

    @ParameterizedTest
    @EnumSource
    void theEffectOfABolusIsGreatestAtItsPublishedTime(Opioid drug) {
        Adult adult = new Adult(drug);
        adult.second(1_000);
        double best = 0;
        int bestSecond = 0;
        for (int second = 1; second < 6 * 3_600; second++) {
            adult.second(0);
            if (adult.effectNgPerMl() > best) {
                best = adult.effectNgPerMl();
                bestSecond = second;
            }
        }
        assertEquals(drug.peakMinutes, bestSecond / 60.0, 0.5);
        assertEquals(best, adult.peakEffectNgPerMl());
    }

    @Test
    void tenTimesTheDoseTakesMoreOfTheBreath() {
        Adult usual = new Adult(Opioid.MORPHINE);
        Adult wrong = new Adult(Opioid.MORPHINE);
        for (int second = 0; second < 4 * 3_600; second++) {
            usual.second(0.5);
            wrong.second(5);
        }
        assertTrue(usual.leastBreathing() > 0.98, () -> "usual " + usual.leastBreathing());
        assertTrue(wrong.leastBreathing() < usual.leastBreathing() - 0.05, () -> "wrong " + wrong.leastBreathing());
        assertEquals(10, wrong.peakEffectNgPerMl() / usual.peakEffectNgPerMl(), 1e-6);
    }

    @Test
    void aDrugIsKnownByItsNameHoweverItIsWritten() {
        assertEquals(Optional.of(Opioid.HYDROMORPHONE), Opioid.named("HYDROmorphone"));
        assertEquals(Optional.of(Opioid.FENTANYL), Opioid.named("fentaNYL citrate"));
        assertEquals(Optional.empty(), Opioid.named("sodium chloride 0.9 %"));
    }
}
