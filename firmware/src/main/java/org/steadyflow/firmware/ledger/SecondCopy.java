package org.steadyflow.firmware.ledger;

import java.util.List;
import org.steadyflow.firmware.core.Authority;

/**
 * What a start finds in the chip that has the ledger's second copy.
 *
 * @param reading what its ring holds; nothing where the chip has none of this pump's
 */
public record SecondCopy(State state, Ledger.Reading reading) {
    /** How the chip is. */
    public enum State {
        /** The pump is built without one. */
        NOT_FITTED,
        READ,
        /** It holds no ledger: new, or wiped. */
        EMPTY,
        /** It comes from another pump. */
        FOREIGN,
        /** It does not answer. */
        DEAD
    }

    /** An empty ring. */
    public static final Ledger.Reading NOTHING = new Ledger.Reading(Authority.NONE, List.of());

    /** A pump with one store. */
    public static final SecondCopy NOT_FITTED = without(State.NOT_FITTED);

    /** A chip that tells nothing. */
    public static SecondCopy without(State state) {
        return new SecondCopy(state, NOTHING);
    }

    public static SecondCopy read(Ledger.Reading reading) {
        return new SecondCopy(State.READ, reading);
    }
}
