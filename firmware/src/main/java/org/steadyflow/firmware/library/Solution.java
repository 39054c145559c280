package org.steadyflow.firmware.library;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.steadyflow.firmware.text.PlainNumber;

/**
 * The fluid as the vein and the line meet it.
 *
 * @param milliosmolesPerLitre empty where it is not stated
 * @param phLeast the most acid that it is, empty where it is not stated
 * @param phMost the least acid
 * @param centralOnly whether the library keeps it out of small veins whatever the figures say
 * @param incompatible drugs and fluids that it must not meet in the line
 */
public record Solution(
        Optional<Integer> milliosmolesPerLitre,
        Optional<BigDecimal> phLeast,
        Optional<BigDecimal> phMost,
        boolean centralOnly,
        List<String> incompatible) {
    /** Most that a small vein bears, itself allowed. */
    public static final int PERIPHERAL_MOST_MOSM = 900;

    public static final BigDecimal PERIPHERAL_PH_LEAST = new BigDecimal("5");
    public static final BigDecimal PERIPHERAL_PH_MOST = new BigDecimal("9");

    public Solution {
        incompatible = List.copyOf(incompatible);
    }

    /** Why it is no fluid for a small vein, in a few words each; empty where it may go there. */
    public List<String> reasonsAgainstSmallVeins() {
        List<String> reasons = new ArrayList<>();
        if (centralOnly) {
            reasons.add("the library says central only");
        }
        milliosmolesPerLitre
                .filter(value -> value > PERIPHERAL_MOST_MOSM)
                .ifPresent(value -> reasons.add(PlainNumber.display(BigDecimal.valueOf(value)) + " mOsm/L is above "
                        + PERIPHERAL_MOST_MOSM + " mOsm/L"));
        phLeast.filter(value -> value.compareTo(PERIPHERAL_PH_LEAST) < 0)
                .ifPresent(value -> reasons.add("pH " + PlainNumber.text(value) + " is below 5"));
        phMost.filter(value -> value.compareTo(PERIPHERAL_PH_MOST) > 0)
                .ifPresent(value -> reasons.add("pH " + PlainNumber.text(value) + " is above 9"));
        return List.copyOf(reasons);
    }
}
