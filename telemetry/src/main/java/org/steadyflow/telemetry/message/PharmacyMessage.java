package org.steadyflow.telemetry.message;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * Everything that may come down to a pump. There is no message that starts, stops or changes delivery.
 *
 * <p>{@code counter} grows with every message of the pharmacy to this pump and never repeats: an old one is a replay.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "message")
@JsonSubTypes({
    @JsonSubTypes.Type(value = PharmacyMessage.Receipt.class, name = "RECEIPT"),
    @JsonSubTypes.Type(value = PharmacyMessage.Acceptance.class, name = "ACCEPTANCE"),
    @JsonSubTypes.Type(value = PharmacyMessage.Presence.class, name = "PRESENCE"),
})
public sealed interface PharmacyMessage {
    String pump();

    long counter();

    /**
     * All lines up to and with {@code upToSeq} are stored for good at the pharmacy.
     *
     * @param lineHash SHA-256 of line {@code upToSeq}, hex, so that a pump notices a receipt for another history; 64
     *     zeros where the pharmacy has no such line (it has none at all, or those before were lost): then it confirms
     *     nothing and only asks for what follows
     */
    record Receipt(String pump, long counter, long upToSeq, String lineHash) implements PharmacyMessage {}

    /**
     * A named person accepted alarm {@code alarm}, raised in line {@code raisedSeq} of boot {@code boot}.
     *
     * @param by the person's name as shown at the bedside, at most 64 characters
     */
    record Acceptance(String pump, long counter, int boot, long raisedSeq, long alarm, String by)
            implements PharmacyMessage {}

    /** A console is open and a person is signed in; sent at least every 30 s. {@code wallMs} is the pharmacy's time. */
    record Presence(String pump, long counter, long wallMs, String by) implements PharmacyMessage {}
}
