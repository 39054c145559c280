package org.steadyflow.telemetry.message;

/** MQTT topic names. {@code pump} is the pump's name: letters, digits and hyphens only. */
public final class Topics {
    private static final String ROOT = "steadyflow/1/";

    /** Every pump's lines, for the pharmacy's subscription. */
    public static final String ALL_LINES = ROOT + "+/lines";

    /** Every pump's beat, for the pharmacy's subscription. */
    public static final String ALL_BEATS = ROOT + "+/beat";

    private Topics() {}

    /** Up, QoS 1: a {@link LineBatch}. */
    public static String lines(String pump) {
        return ROOT + pump + "/lines";
    }

    /** Up, QoS 0: a {@link PumpBeat}. */
    public static String beat(String pump) {
        return ROOT + pump + "/beat";
    }

    /** Down, QoS 1: a {@link SignedMessage} with a {@link PharmacyMessage} inside. */
    public static String pharmacy(String pump) {
        return ROOT + pump + "/pharmacy";
    }
}
