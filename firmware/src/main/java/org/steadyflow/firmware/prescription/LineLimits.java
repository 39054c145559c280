package org.steadyflow.firmware.prescription;

import java.time.Duration;
import org.steadyflow.hal.quantity.Pressure;
import org.steadyflow.hal.quantity.Volume;

/**
 * What the line may show before the pump stops, and when the pump says that the end comes near.
 *
 * @param downstreamOcclusion gauge pressure towards the patient, 100 to 900 mmHg
 * @param singleBubble largest one bubble, 50 to 500 uL
 * @param airIn15Min most air in any 15 minutes, from the single bubble's size to 5 mL
 * @param restartsAfterOcclusion after an occlusion towards the patient that goes away the pump starts by itself
 * @param nearEnd how long before its end the pump says so, 1 min to 4 h
 */
public record LineLimits(
        Pressure downstreamOcclusion,
        Volume singleBubble,
        Volume airIn15Min,
        boolean restartsAfterOcclusion,
        Duration nearEnd) {
    public static final Pressure OCCLUSION_LEAST = Pressure.ofMmHg(100);
    public static final Pressure OCCLUSION_MOST = Pressure.ofMmHg(900);
    public static final Volume BUBBLE_LEAST = Volume.ofMicrolitres(50);
    public static final Volume BUBBLE_MOST = Volume.ofMicrolitres(500);
    public static final Volume AIR_MOST = Volume.ofMillilitres(5);

    public static final Duration NEAR_END_LEAST = Duration.ofMinutes(1);
    public static final Duration NEAR_END_MOST = Duration.ofHours(4);
    public static final Duration NEAR_END_USUAL = Duration.ofMinutes(30);

    /** 300 mmHg, 100 uL, 1 mL, half an hour. */
    public static final LineLimits USUAL =
            new LineLimits(Pressure.ofMmHg(300), Volume.ofMicrolitres(100), Volume.ofMillilitres(1));

    /** Where a person starts it after an occlusion. */
    public LineLimits(Pressure downstreamOcclusion, Volume singleBubble, Volume airIn15Min) {
        this(downstreamOcclusion, singleBubble, airIn15Min, false, NEAR_END_USUAL);
    }

    public LineLimits {
        Check.that(isWithin(OCCLUSION_LEAST, downstreamOcclusion, OCCLUSION_MOST), "occlusion limit is out of range");
        Check.that(isWithin(BUBBLE_LEAST, singleBubble, BUBBLE_MOST), "bubble limit is out of range");
        Check.that(isWithin(singleBubble, airIn15Min, AIR_MOST), "limit of air in 15 minutes is out of range");
        Check.that(isWithin(NEAR_END_LEAST, nearEnd, NEAR_END_MOST), "warning before the end is out of range");
    }

    private static <T extends Comparable<T>> boolean isWithin(T least, T value, T most) {
        return value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
    }
}
