package org.steadyflow.firmware.control;

import java.security.PublicKey;
import java.util.Optional;
import org.steadyflow.firmware.library.LibraryReading;
import org.steadyflow.firmware.prescription.Reading;
import org.steadyflow.telemetry.message.DetachedSignature;

/**
 * Whether a prescription or a library is let in: it must be signed where this pump trusts a key or the rule says so,
 * and meant for this pump and this patient. Reads no file; any thread.
 *
 * @param trusted the key of the pharmacy; empty where none was carried to this pump
 * @param pump name of this pump
 * @param patient whom this pump is with; empty where nobody said
 */
public record Admission(Optional<PublicKey> trusted, SignatureRule rule, String pump, Optional<String> patient) {
    private static final String NO_KEY =
            "this pump trusts no pharmacy yet: start its control with the pharmacy's public key";

    /** What was found. */
    public sealed interface Answer {
        /** Let in; the warning is empty where there is nothing to warn of. */
        record Admitted(String warning) implements Answer {}

        /** Not let in, and why. */
        record Refused(String why) implements Answer {}
    }

    /** @param signature text of its {@link DetachedSignature}; empty for none */
    public Answer ofPrescription(Reading.Accepted read, String signature) {
        Optional<SignatureCheck.Answer> elsewhere = SignatureCheck.meantElsewhere(read.prescription(), pump, patient);
        if (trusted.isPresent()) {
            return answer(new SignatureCheck(trusted.get())
                    .ofPrescription(read, DetachedSignature.parse(signature), pump, patient));
        }
        return elsewhere
                .<Answer>map(answer -> new Answer.Refused(answer.sentence()))
                .orElseGet(
                        () -> withoutKey("Prescription " + read.prescription().id()));
    }

    /**
     * A library that is to become the active one.
     *
     * @param active the one that holds now; empty where there is none
     */
    public Answer ofLibrary(LibraryReading.Accepted read, String signature, Optional<LibraryReading.Accepted> active) {
        if (trusted.isPresent()) {
            return answer(
                    new SignatureCheck(trusted.get()).ofLibrary(read, DetachedSignature.parse(signature), active));
        }
        return SignatureCheck.notNewer(read, active)
                .<Answer>map(answer -> new Answer.Refused(answer.sentence()))
                .orElseGet(() -> withoutKey("Library " + read.library()));
    }

    private static Answer answer(SignatureCheck.Answer found) {
        return found.isGood() ? new Answer.Admitted("") : new Answer.Refused(found.sentence());
    }

    private Answer withoutKey(String what) {
        return switch (rule) {
            case REQUIRED -> new Answer.Refused(NO_KEY);
            case OPTIONAL -> new Answer.Admitted(what + " was not verified: this pump has no key of a pharmacy.");
        };
    }
}
