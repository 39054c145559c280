package org.steadyflow.firmware.safety;

/**
 * What a therapy is, as far as the alarm table asks.
 *
 * @param lifeSustaining stopping does harm
 * @param airRules air in the line does harm: false for epidural, enteral and subcutaneous routes
 * @param expiryStops the drug library has the pump stop when the drug is too old
 */
public record TherapyTraits(boolean lifeSustaining, boolean airRules, boolean expiryStops) {
    /** Of a pump without a prescription, and of most with one. */
    public static final TherapyTraits USUAL = new TherapyTraits(false, true, false);
}
